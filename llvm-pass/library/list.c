// The links of std::list, in the layout of libstdc++. Its functions are named as they are mangled.

typedef struct node {
  struct node *next, *before;
} node;

void _ZNSt8__detail15_List_node_base7_M_hookEPS0_(node *fresh, node *at) {
  fresh->next = at;
  fresh->before = at->before;
  at->before->next = fresh;
  at->before = fresh;
}

void _ZNSt8__detail15_List_node_base9_M_unhookEv(node *gone) {
  gone->before->next = gone->next;
  gone->next->before = gone->before;
}

// Moves [first, last) before `to`.
void _ZNSt8__detail15_List_node_base11_M_transferEPS0_S1_(node *to, node *first, node *last) {
  if (to == last)
    return;
  node *end = last->before, *ahead = to->before;
  first->before->next = last;
  last->before = first->before;
  ahead->next = first;
  first->before = ahead;
  end->next = to;
  to->before = end;
}

void _ZNSt8__detail15_List_node_base10_M_reverseEv(node *ring) {
  node *at = ring;
  do {
    node *next = at->next;
    at->next = at->before;
    at->before = next;
    at = next;
  } while (at != ring);
}

static void settle(node *ring, node *other, node *next, node *before) {
  if (next == other) {
    ring->next = ring->before = ring;
    return;
  }
  ring->next = next;
  ring->before = before;
  next->before = before->next = ring;
}
void _ZNSt8__detail15_List_node_base4swapERS0_S1_(node *a, node *b) {
  node *next = a->next, *before = a->before;
  settle(a, b, b->next, b->before);
  settle(b, a, next, before);
}
