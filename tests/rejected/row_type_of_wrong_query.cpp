// expect: table `customers` has no column `nmae`; did you mean `name`?
#include "shop.hpp"

constexpr auto names = tenon::select("nmae"_c).from<customer>();

tenon::row_of<decltype(names)>* found = nullptr;
