// expect: give the enum `color` an underlying type, as in `enum color : int`, or write a tenon::codec
#include <tenon/core.hpp>

enum color { red, green };

struct car {
    color paint = red;

    static constexpr auto table = tenon::table("cars");
};

auto cars(tenon::database& db) { return db(tenon::select<car>()).all(); }
