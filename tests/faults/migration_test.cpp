// SPDX-License-Identifier: BSL-1.0
#include "failing_allocator.hpp"
#include "faulty_vfs.hpp"
#include "guest_book.hpp"
#include "power_loss.hpp"
#include "shop_rebuild.hpp"

#include <catch2/catch_template_test_macros.hpp>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <new>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

// The program's own allocations fail, too.
[[gnu::noinline]] void* operator new(std::size_t size) {
    if (failing_allocator::strikes()) throw std::bad_alloc();
    if (void* made = std::malloc(size)) return made;
    throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* what) noexcept { std::free(what); }
[[gnu::noinline]] void operator delete(void* what, std::size_t) noexcept { std::free(what); }

namespace {

using tenon::sqlite::journal_mode;

/// TENON_FAULTS=all: a fault at every place, which takes minutes. Otherwise at some ten of them.
bool all_faults() {
    const char* const given = std::getenv("TENON_FAULTS");
    return given != nullptr && std::string_view(given) == "all";
}

/// Whether this place is among those that are tried; the last ones, around the COMMIT, always are.
bool is_tried(int at, int places, int sample) {
    return all_faults() || at % std::max(1, places / sample) == 0 || at + 4 > places;
}

struct tally {
    std::string kind;
    int points = 0;
    int old = 0;
    int between = 0;  // some transactions of several have happened
    int done = 0;
    int unknown = 0;

    void add(int found, int last) { ++points, ++(found == 0 ? old : found == last ? done : between); }
    ~tally() {
        if (all_faults())
            std::printf("%-66s %6d points: %d old, %d between, %d new; %d said that they don't know\n",
                        kind.c_str(), points, old, between, done, unknown);
    }
};

/// What a change says of itself.
enum class outcome { done, failed, unknown };

outcome attempt(const changed_file& file) {
    try {
        file.change();
        return outcome::done;
    } catch (const tenon::unknown_outcome_error&) {
        return outcome::unknown;
    } catch (const tenon::exception&) {
        return outcome::failed;
    } catch (const std::bad_alloc&) {
        return outcome::failed;
    }
}

/// Whatever has happened: what is left to do is done the next time.
void check_next_time(const changed_file& file, int found) {
    if (found == file.last()) return;
    CHECK(attempt(file) == outcome::done);
    CHECK(file.found() == file.last());
}

template <class File>
void check(outcome said, const File& file, tally& to) {
    const int found = file.found();
    to.add(found, file.last());
    to.unknown += said == outcome::unknown ? 1 : 0;
    if (said == outcome::done) CHECK(found == file.last());
    if (said == outcome::failed && !File::may_fail_when_done) CHECK(found < file.last());
    check_next_time(file, found);
}

const char* name_of(journal_mode of) { return of == journal_mode::wal ? "WAL" : "rollback journal"; }

template <class File>
std::string kind_of(const std::string& fault, journal_mode journal) {
    return std::string(File::name) + ", " + fault + ", " + name_of(journal);
}

int count_calls(const changed_file& file, bool writes_only) {
    file.reset();
    const faulty_vfs vfs({.writes_only = writes_only});
    REQUIRE(attempt(file) == outcome::done);
    return vfs.calls();
}

template <class File>
void fail_at_each_call(journal_mode journal, const char* kind, fault what, bool sticky, bool writes_only) {
    const File file(journal);
    const int calls = count_calls(file, writes_only);
    REQUIRE(calls > 10);
    tally seen{kind_of<File>(kind + std::string(sticky ? ", sticky" : ", once"), journal)};
    for (int at = 0; at < calls; ++at) {
        if (!is_tried(at, calls, File::sample)) continue;
        INFO(seen.kind << ", call " << at);
        file.reset();
        outcome said = outcome::done;
        {
            faulty_vfs vfs({.what = what, .calls = at, .sticky = sticky, .writes_only = writes_only});
            said = attempt(file);
        }
        check(said, file, seen);
    }
    CHECK(seen.old > 0);
}

/// Makes the change in a process of its own, which something kills; says how much of it has happened.
int found_after_death(const changed_file& file, const file_fault& how, std::optional<int> microseconds = {}) {
    file.reset();
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        const faulty_vfs vfs(how);
        _exit(attempt(file) == outcome::done ? 0 : 1);
    }
    if (microseconds) {
        usleep(static_cast<useconds_t>(*microseconds));
        kill(child, SIGKILL);
    }
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    CHECK((WIFSIGNALED(status) || WEXITSTATUS(status) == 0));
    const int found = file.found();
    if (WIFEXITED(status)) CHECK(found == file.last());
    check_next_time(file, found);
    return found;
}

using all_changes =
    std::tuple<shop_rebuild, guest_book::written, guest_book::started, guest_book::started_first>;

}  // namespace

TEMPLATE_LIST_TEST_CASE("a migration is as many transactions as it says", "", all_changes) {
    for (const journal_mode journal : {journal_mode::unchanged, journal_mode::wal})
        CHECK(TestType(journal).last() == TestType::transactions);
}

TEMPLATE_LIST_TEST_CASE("a migration survives an error at any write, sync, truncation and deletion", "",
                        all_changes) {
    for (const journal_mode journal : {journal_mode::unchanged, journal_mode::wal})
        for (const bool sticky : {false, true})
            fail_at_each_call<TestType>(journal, "I/O errors", fault::io_error, sticky, false);
}

TEMPLATE_LIST_TEST_CASE("a migration survives a full disk at any write", "", all_changes) {
    for (const journal_mode journal : {journal_mode::unchanged, journal_mode::wal})
        for (const bool sticky : {false, true})
            fail_at_each_call<TestType>(journal, "disk full", fault::disk_full, sticky, true);
}

TEMPLATE_LIST_TEST_CASE("a migration survives being killed at any write, sync, truncation and deletion", "",
                        all_changes) {
    for (const journal_mode journal : {journal_mode::unchanged, journal_mode::wal}) {
        const TestType file(journal);
        const int calls = count_calls(file, false);
        tally seen{kind_of<TestType>("killed at a call", journal)};
        for (int at = 0; at <= calls; ++at) {
            if (!is_tried(at, calls, TestType::sample)) continue;
            INFO(seen.kind << ", call " << at);
            seen.add(found_after_death(file, {.what = fault::kill, .calls = at}), file.last());
        }
        CHECK(seen.old > 0);
        CHECK(seen.done > 0);
    }
}

TEMPLATE_LIST_TEST_CASE("a migration survives being killed at any moment", "", all_changes) {
    for (const journal_mode journal : {journal_mode::unchanged, journal_mode::wal}) {
        const TestType file(journal, all_faults() ? 2000 : 60);
        std::mt19937 random(7);
        tally seen{kind_of<TestType>("killed at random", journal)};
        for (int time = 0; time < (all_faults() ? 100 : TestType::sample); ++time) {
            INFO(seen.kind << ", time " << time);
            const int most = all_faults() ? 60'000 : 8'000;
            seen.add(found_after_death(file, {}, std::uniform_int_distribution(0, most)(random)),
                     file.last());
        }
    }
}

TEMPLATE_LIST_TEST_CASE("a migration survives a failing allocation", "", all_changes) {
    for (const journal_mode journal : {journal_mode::unchanged, journal_mode::wal}) {
        const TestType file(journal, 8);
        const counted_sqlite counted;
        file.reset();
        int allocations = 0;
        {
            const failing_allocator none(1'000'000'000);
            file.change();
            allocations = static_cast<int>(1'000'000'000 - failing_allocator::left());
        }
        tally seen{kind_of<TestType>("allocations", journal)};
        for (int at = 0; at < allocations; ++at) {
            if (!is_tried(at, allocations, 2 * TestType::sample)) continue;
            INFO(seen.kind << ", allocation " << at);
            file.reset();
            outcome said = outcome::done;
            {
                const failing_allocator fails(at);
                said = attempt(file);
            }
            check(said, file, seen);
        }
        CHECK(seen.old > 0);
    }
}

namespace {

struct losses {
    int committed = 0;  // the power was lost after the change had said that it was done
    int undone = 0;     // of them: it was not
};

template <class File>
losses lose_power(journal_mode journal, tenon::sqlite::synchronous_mode synchronous, tally& seen) {
    File file(journal);
    file.options().synchronous = synchronous;
    std::vector<file_change> changes;
    std::size_t until_done = 0;
    file.reset();
    unsafe_disk disk;
    if (std::filesystem::exists(file.path())) disk.keep(file.path());
    {
        const faulty_vfs vfs({.record = &changes});
        file.change([&] { until_done = changes.size(); });
    }
    losses result;
    for (std::size_t at = 0; at <= changes.size(); ++at) {
        if (at > 0) disk.follow(changes[at - 1]);
        if (!is_tried(static_cast<int>(at), static_cast<int>(changes.size()), File::sample) &&
            at != until_done)
            continue;
        for (std::uint64_t seed = 0; seed < (all_faults() ? 12u : 3u); ++seed) {
            INFO(seen.kind << ", after call " << at << " of " << changes.size() << ", seed " << seed);
            file.remove();
            disk.write(seed);
            const int found = file.found();
            seen.add(found, file.last());
            if (at >= until_done) {
                ++result.committed;
                result.undone += found == file.last() ? 0 : 1;
            }
        }
    }
    return result;
}

}  // namespace

TEMPLATE_LIST_TEST_CASE("a migration survives a loss of power", "", all_changes) {
    using tenon::sqlite::synchronous_mode;
    for (const journal_mode journal : {journal_mode::unchanged, journal_mode::wal}) {
        tally seen{kind_of<TestType>("power lost, synchronous=FULL", journal)};
        const losses lost = lose_power<TestType>(journal, synchronous_mode::full, seen);
        CHECK(lost.committed > 0);
        CHECK(lost.undone == 0);
        CHECK(seen.old > 0);
    }
}

TEMPLATE_LIST_TEST_CASE("the harness notices what is lost without syncs", "", all_changes) {
    using tenon::sqlite::synchronous_mode;
    tally seen{kind_of<TestType>("power lost, synchronous=NORMAL", journal_mode::wal)};
    const int pages = std::exchange(changed_file::pages_in_log, 0);  // each copying would sync
    const losses lost = lose_power<TestType>(journal_mode::wal, synchronous_mode::normal, seen);
    changed_file::pages_in_log = pages;
    CHECK(lost.undone > 0);
}
