// expect: a window function needs `inverse` and `value`: `total` has one of them
#include <tenon/functions.hpp>
#include "shop.hpp"

struct total {
    double sum = 0;

    void step(double value) { sum += value; }
    void inverse(double value) { sum -= value; }
    double result() const { return sum; }
#ifdef ACCEPTED
    double value() const { return sum; }
#endif
};

void add(tenon::database& db) { db.connection().add_aggregate<total>("total"); }
