// expect: `customer` is no aggregate: a struct without constructors, private fields and virtual functions is
#include <tenon/core.hpp>

#include <string>

class customer {
public:
    std::string name;

    static constexpr auto table = tenon::table("customers");

private:
    int visits = 0;
};

void make(tenon::database& db) { db.create<customer>(); }
