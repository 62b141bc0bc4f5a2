// expect: `customer` is no aggregate: a struct without constructors, private fields and virtual functions is
#include <tenon/core.hpp>

#include <string>

struct customer {
    std::string name;

    customer() = default;
    explicit customer(std::string n) : name(std::move(n)) {}

    static constexpr auto table = tenon::table("customers");
};

auto customers(tenon::database& db) { return db(tenon::select<customer>()).all(); }
