// expect: nothing says how `address` is written as JSON: specialise tenon::json_codec for it, or include <tenon/json/nlohmann.hpp> and give it to_json and from_json
#include <tenon/core.hpp>

#include <string>

struct address {
    std::string street;
};

#ifdef ACCEPTED
template <>
struct tenon::json_codec<address> {
    static std::string write(const address& value) { return '"' + value.street + '"'; }
    static address read(std::string_view text) { return {std::string(text.substr(1, text.size() - 2))}; }
};
#endif

struct person {
    std::int64_t id = 0;
    tenon::json<address> home;

    static constexpr auto table = tenon::table("people", tenon::primary_key("id"));
};

auto people(tenon::database& db) { return db(tenon::select<person>()).all(); }
