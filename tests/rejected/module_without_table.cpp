// expect: `customer` describes no table
#include <tenon/tenon.hpp>

#include <string>

struct customer {
    std::string name;
};

struct shop : tenon::database_module<"shop", customer> {};

void start() {
    tenon::registry<shop> db;
    db.start();
}
