// The potential of one spring, by a function with a mangled name.

namespace model {
double quartic(double stretch) { return stretch * stretch / 2 + stretch * stretch * stretch * stretch / 4; }
} // namespace model

extern "C" double potential_of(double stretch) { return model::quartic(stretch); }
