// The red-black trees of std::map and std::set, in the layout of libstdc++. Its functions are named as they are
// mangled. A tree is known by its header: the parent of the header is the root, its left and right are the first and the
// last node, and it is red.

#include <stdbool.h>
#include <stddef.h>

enum { RED, BLACK };
typedef struct node {
  int colour;
  struct node *parent, *left, *right;
} node;

static node *first_below(node *n) {
  while (n->left)
    n = n->left;
  return n;
}
static node *last_below(node *n) {
  while (n->right)
    n = n->right;
  return n;
}

node *_ZSt18_Rb_tree_incrementPSt18_Rb_tree_node_base(node *n) {
  if (n->right)
    return first_below(n->right);
  node *above = n->parent;
  while (n == above->right) {
    n = above;
    above = above->parent;
  }
  // The root without a right child goes to the header, which is where n has got to.
  return n->right == above ? n : above;
}
node *_ZSt18_Rb_tree_incrementPKSt18_Rb_tree_node_base(node *n) {
  return _ZSt18_Rb_tree_incrementPSt18_Rb_tree_node_base(n);
}

node *_ZSt18_Rb_tree_decrementPSt18_Rb_tree_node_base(node *n) {
  bool is_header = n->colour == RED && n->parent->parent == n;
  if (is_header)
    return n->right;
  if (n->left)
    return last_below(n->left);
  node *above = n->parent;
  while (n == above->left) {
    n = above;
    above = above->parent;
  }
  return above;
}
node *_ZSt18_Rb_tree_decrementPKSt18_Rb_tree_node_base(node *n) {
  return _ZSt18_Rb_tree_decrementPSt18_Rb_tree_node_base(n);
}

// Whatever leads to n from above leads to `by`.
static void replace(node *n, node *by, node *header) {
  if (n == header->parent)
    header->parent = by;
  else if (n == n->parent->left)
    n->parent->left = by;
  else
    n->parent->right = by;
}
static void rotate_left(node *n, node *header) {
  node *up = n->right;
  n->right = up->left;
  if (up->left)
    up->left->parent = n;
  up->parent = n->parent;
  replace(n, up, header);
  up->left = n;
  n->parent = up;
}
static void rotate_right(node *n, node *header) {
  node *up = n->left;
  n->left = up->right;
  if (up->right)
    up->right->parent = n;
  up->parent = n->parent;
  replace(n, up, header);
  up->right = n;
  n->parent = up;
}

void _ZSt29_Rb_tree_insert_and_rebalancebPSt18_Rb_tree_node_baseS0_RS_(bool left, node *n, node *parent,
                                                                     node *header) {
  n->parent = parent;
  n->left = n->right = NULL;
  n->colour = RED;
  if (left) {
    parent->left = n;
    if (parent == header)
      header->parent = header->right = n;
    else if (parent == header->left)
      header->left = n;
  } else {
    parent->right = n;
    if (parent == header->right)
      header->right = n;
  }
  while (n != header->parent && n->parent->colour == RED) {
    node *above = n->parent->parent;
    bool on_left = n->parent == above->left;
    node *uncle = on_left ? above->right : above->left;
    if (uncle && uncle->colour == RED) {
      n->parent->colour = uncle->colour = BLACK;
      above->colour = RED;
      n = above;
      continue;
    }
    if (on_left) {
      if (n == n->parent->right) {
        n = n->parent;
        rotate_left(n, header);
      }
      n->parent->colour = BLACK;
      above->colour = RED;
      rotate_right(above, header);
    } else {
      if (n == n->parent->left) {
        n = n->parent;
        rotate_right(n, header);
      }
      n->parent->colour = BLACK;
      above->colour = RED;
      rotate_left(above, header);
    }
  }
  header->parent->colour = BLACK;
}

static bool is_black(const node *n) { return !n || n->colour == BLACK; }

// A black node is missing on the way to n, below `parent`.
static void mend(node *n, node *parent, node *header) {
  while (n != header->parent && is_black(n)) {
    bool on_left = n == parent->left;
    node *sibling = on_left ? parent->right : parent->left;
    if (sibling->colour == RED) {
      sibling->colour = BLACK;
      parent->colour = RED;
      if (on_left)
        rotate_left(parent, header);
      else
        rotate_right(parent, header);
      sibling = on_left ? parent->right : parent->left;
    }
    node *near = on_left ? sibling->left : sibling->right, *far = on_left ? sibling->right : sibling->left;
    if (is_black(near) && is_black(far)) {
      sibling->colour = RED;
      n = parent;
      parent = parent->parent;
      continue;
    }
    if (is_black(far)) {
      near->colour = BLACK;
      sibling->colour = RED;
      if (on_left)
        rotate_right(sibling, header);
      else
        rotate_left(sibling, header);
      far = sibling;
      sibling = near;
    }
    sibling->colour = parent->colour;
    parent->colour = far->colour = BLACK;
    if (on_left)
      rotate_left(parent, header);
    else
      rotate_right(parent, header);
    break;
  }
  if (n)
    n->colour = BLACK;
}

node *_ZSt28_Rb_tree_rebalance_for_erasePSt18_Rb_tree_node_baseRS_(node *gone, node *header) {
  if (gone == header->left)
    header->left = gone->right ? first_below(gone->right) : gone->parent;
  if (gone == header->right)
    header->right = gone->left ? last_below(gone->left) : gone->parent;
  node *moved, *parent;
  int removed = gone->colour;
  if (!gone->left || !gone->right) {
    moved = gone->left ? gone->left : gone->right;
    parent = gone->parent;
    if (moved)
      moved->parent = parent;
    replace(gone, moved, header);
  } else {
    node *next = first_below(gone->right);
    removed = next->colour;
    moved = next->right;
    parent = next;
    if (next != gone->right) {
      parent = next->parent;
      parent->left = moved;
      if (moved)
        moved->parent = parent;
      next->right = gone->right;
      next->right->parent = next;
    }
    replace(gone, next, header);
    next->parent = gone->parent;
    next->left = gone->left;
    next->left->parent = next;
    next->colour = gone->colour;
  }
  if (removed == BLACK)
    mend(moved, parent, header);
  return gone;
}
