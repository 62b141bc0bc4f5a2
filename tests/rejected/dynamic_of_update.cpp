// expect: dynamic() takes a SELECT, not UPDATE
#include <tenon/dynamic.hpp>

#include "shop.hpp"

auto made = tenon::dynamic(tenon::update<customer>().set("name"_c = "Ada"));
