// expect: `survey` has more than 100 fields: split it
#include <tenon/core.hpp>

struct survey {
    int a00, a01, a02, a03, a04, a05, a06, a07, a08, a09;
    int b00, b01, b02, b03, b04, b05, b06, b07, b08, b09;
    int c00, c01, c02, c03, c04, c05, c06, c07, c08, c09;
    int d00, d01, d02, d03, d04, d05, d06, d07, d08, d09;
    int e00, e01, e02, e03, e04, e05, e06, e07, e08, e09;
    int f00, f01, f02, f03, f04, f05, f06, f07, f08, f09;
    int g00, g01, g02, g03, g04, g05, g06, g07, g08, g09;
    int h00, h01, h02, h03, h04, h05, h06, h07, h08, h09;
    int i00, i01, i02, i03, i04, i05, i06, i07, i08, i09;
    int j00, j01, j02, j03, j04, j05, j06, j07, j08, j09;
#ifndef ACCEPTED
    int one_too_many;
#endif

    static constexpr auto table = tenon::table("surveys");
};

void make(tenon::database& db) { db.create<survey>(); }
