// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/migrate/plan.hpp>

#include <cstddef>
#include <string_view>
#include <utility>

namespace tenon::inline v0::schema {

/// How far a migration is.
struct progress {
    /// Steps done, and all of them.
    std::size_t done = 0;
    std::size_t steps = 0;
    /// The one that is being done; null when all are.
    const step* now = nullptr;
    /// Rows to be copied by this step; 0 where none are.
    std::size_t rows = 0;
    /// The written migration that is being done, such as `001_split_names`; empty where a plan is.
    std::string_view migration{};
    /// Rows that a written migration has converted, of `rows`.
    std::size_t rows_done = 0;
};

/// Is told of a migration's progress, by the thread that migrates: before each step, and every few million
/// instructions of SQLite's while one runs. Where foreign keys are broken afterwards the steps are done, and
/// told of, once more, to learn which were broken before. What it throws undoes the migration and reaches the
/// caller.
class progress_observer {
public:
    progress_observer() = default;
    progress_observer(const progress_observer&) = delete;
    progress_observer& operator=(const progress_observer&) = delete;
    virtual ~progress_observer() = default;
    virtual void on_progress(const progress&) = 0;
};

/// An observer that calls a function.
template <class Call>
class observing final : public progress_observer {
public:
    explicit observing(Call call) : call_(std::move(call)) {}
    void on_progress(const progress& how_far) override { call_(how_far); }

private:
    Call call_;
};

}  // namespace tenon::inline v0::schema
