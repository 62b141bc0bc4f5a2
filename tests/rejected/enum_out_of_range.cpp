// expect: no enumerator of this enum lies within tenon::enum_range: specialise it
#include <tenon/core.hpp>

enum class port : int { http = 8080, https = 8443 };

template <>
inline constexpr bool tenon::stored_by_name<port> = true;

#ifdef ACCEPTED
template <>
inline constexpr tenon::integer_limits tenon::enum_range<port>{8080, 8443};
#endif

struct server {
    port listens = port::http;

    static constexpr auto table = tenon::table("servers");
};

auto servers(tenon::database& db) { return db(tenon::select<server>()).all(); }
