// SPDX-License-Identifier: BSL-1.0
#include <tenon/runtime/settings_file.hpp>

#include "../sqlite/scratch.hpp"

#include <catch2/catch_test_macros.hpp>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

using entries = std::vector<std::string>;

entries env(std::string_view text) {
    entries result;
    tenon::detail::read_env(text, ".env", [&](const tenon::detail::file_entry& entry) {
        result.push_back(std::string(entry.key) + '=' + entry.value);
    });
    return result;
}

entries ini(std::string_view text) {
    entries result;
    tenon::detail::read_ini(text, "settings.conf", [&](const tenon::detail::file_entry& entry) {
        result.push_back('[' + std::string(entry.section) + ']' + std::string(entry.key) + '=' + entry.value);
    });
    return result;
}

std::string refusal(entries (*read)(std::string_view), std::string_view text) {
    const tenon::error error = error_from([&] { (void)read(text); });
    CHECK(error.code == "BAD_SETTINGS_FILE");
    return error.message;
}

}  // namespace

TEST_CASE("variables of .env") {
    CHECK(env("A=1\nexport B=2\n  C = 3  \n\n# comment\nD=\n") == entries{"A=1", "B=2", "C=3", "D="});
    CHECK(env("\xEF\xBB\xBF"
              "A=1\r\nB=2\r\n") == entries{"A=1", "B=2"});
    CHECK(env("A=1 # one\nB=a#b\nC=#none\nD=x\t# tab\n") == entries{"A=1", "B=a#b", "C=", "D=x"});
    CHECK(env("A=a=b&c=d") == entries{"A=a=b&c=d"});
    CHECK(env("ONLY_NAMED\nexport ALSO\nA=1") == entries{"A=1"});
    CHECK(env("").empty());
}

TEST_CASE("quotes in .env") {
    CHECK(env("A='a # b'\nB=\"c # d\" # e\n") == entries{"A=a # b", "B=c # d"});
    CHECK(env(R"(A="say \"hi\"\n\\")"
              "\n"
              R"(B='no \n escape')") == entries{"A=say \"hi\"\n\\", R"(B=no \n escape)"});
    CHECK(env("A=\"two\nlines\"\nB=1") == entries{"A=two\nlines", "B=1"});
    CHECK(env("A=''\nB=\"\"") == entries{"A=", "B="});
    CHECK(env("A=it's") == entries{"A=it's"});
}

TEST_CASE("a .env that can't be read names the line") {
    CHECK(refusal(env, "A=1\nthis is wrong\n").starts_with(".env, line 2: "));
    CHECK(refusal(env, "A=1\nB='open\nC=1\n").starts_with(".env, line 2: a quote is not closed"));
    CHECK(refusal(env, "A=\"x\" y").starts_with(".env, line 1: "));
    CHECK(refusal(env, "=1").starts_with(".env, line 1: "));
    CHECK(refusal(env, std::string_view("A=\0", 3)).starts_with(".env, line 1: it holds a NUL byte"));
}

TEST_CASE("sections of settings.conf") {
    CHECK(ini("[DEFAULT]\na = 1\nb: 2\n[other one]\nc=3\n") ==
          entries{"[DEFAULT]a=1", "[DEFAULT]b=2", "[other one]c=3"});
    CHECK(ini("a = 1\n# comment\n; comment\n[ s ] # comment\n  b = 2 ; why\n  c = x#y\n") ==
          entries{"[]a=1", "[s]b=2", "[s]c=x#y"});
    CHECK(ini("u = postgresql://u:p@h:1/d?sslmode=verify-full\nv = %(x)s 100%\n") ==
          entries{"[]u=postgresql://u:p@h:1/d?sslmode=verify-full", "[]v=%(x)s 100%"});
    CHECK(ini("a = \"x # y\"\nb = \"x\" # y\nc = \"x\" y\n") == entries{"[]a=x # y", "[]b=x", "[]c=\"x\" y"});
    CHECK(ini("[log]\nhandlers =\n    console\n    file = x\nlevel = 3\n") ==
          entries{"[log]handlers=\nconsole\nfile = x", "[log]level=3"});
    CHECK(ini("a = 1\r\n[s]\r\nb = 2\r\n") == entries{"[]a=1", "[s]b=2"});
}

TEST_CASE("a settings.conf that can't be read names the line") {
    CHECK(refusal(ini, "a = 1\nnonsense\n").starts_with("settings.conf, line 2: "));
    CHECK(refusal(ini, "[open\n").starts_with("settings.conf, line 1: a section"));
    CHECK(refusal(ini, "[]\n").starts_with("settings.conf, line 1: a section"));
    CHECK(refusal(ini, "= 1\n").starts_with("settings.conf, line 1: "));
}

TEST_CASE("files of settings are read whole, or not at all") {
    const scratch dir;
    std::string text;
    CHECK_FALSE(tenon::detail::read_settings_file(dir / "missing", text));
    CHECK_FALSE(tenon::detail::read_settings_file(dir / "missing/in/here", text));
    CHECK_FALSE(tenon::detail::read_settings_file(dir.path().string(), text));
    std::ofstream(dir / "a") << "A=1\n";
    CHECK(tenon::detail::read_settings_file(dir / "a", text));
    CHECK(text == "A=1\n");
    std::ofstream(dir / "empty");
    CHECK(tenon::detail::read_settings_file(dir / "empty", text));
    CHECK(text.empty());
    std::ofstream(dir / "large") << std::string((1 << 20) + 1, '#');
    CHECK(error_from([&] { tenon::detail::read_settings_file(dir / "large", text); }).code ==
          "BAD_SETTINGS_FILE");
    if (geteuid() != 0) {
        chmod((dir / "a").c_str(), 0);
        CHECK(error_from([&] { tenon::detail::read_settings_file(dir / "a", text); }).code ==
              "BAD_SETTINGS_FILE");
    }
}
