// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <cstdint>
#include <exception>
#include <string>
#include <string_view>
#include <utility>

namespace tenon::inline v0 {

/// What kind of thing went wrong; each category has its own exception type.
enum class category : std::uint8_t {
    connection,       ///< the database or its file cannot be reached, read or written
    schema,           ///< the database is not built as the program declares it
    query,            ///< a statement failed
    constraint,       ///< a statement would have broken a constraint
    value,            ///< a value does not fit the type that it is read into or bound as
    usage,            ///< the library was used against its contract
    pool,             ///< no connection became free
    configuration,    ///< the settings or the environment do not allow the work
    cancelled,        ///< the work was interrupted on request
    unknown_outcome,  ///< a commit failed in a way that does not tell whether it was applied
    application,      ///< raised by the program itself
};

/// An error as plain data.
struct error {
    /// A stable word in upper case: UNIQUE_VIOLATION, BUSY, VALUE_OUT_OF_RANGE, …
    std::string code{};
    tenon::category category = tenon::category::query;
    /// One sentence for a person: what happened, and what to do where that is known.
    std::string message{};
    /// The purpose that the session was opened for; empty where there is none.
    std::string purpose{};
    /// The name of the database module; empty where there is none.
    std::string module_name{};
    /// The statement's text; empty where there is none.
    std::string sql{};
    /// The database's own (extended) result code; 0 where there is none.
    int native_code = 0;
    /// Whether the whole transaction may succeed when run again.
    bool retryable = false;
    /// Of a constraint that would have been broken: its table, its columns (`a, b`), and which it is, as a
    /// table's description has it: `UNIQUE (email)`, `FOREIGN KEY (customer_id) REFERENCES customers (id)`,
    /// the name or text of a check. Empty where that is not known.
    std::string table{};
    std::string columns{};
    std::string constraint{};
};

namespace detail {

constexpr bool is_control(char c) { return static_cast<unsigned char>(c) < ' ' || c == 127; }

/// The error in one line: its message, whose lines are parted by `; `, then where it happened. Other control
/// characters, which a terminal may obey, or which end the text that what() points to, are blanks.
inline std::string error_line(const error& what) {
    std::string_view message = what.message.empty() ? what.code : what.message;
    while (!message.empty() && is_control(message.back())) message.remove_suffix(1);
    std::string line;
    for (const char character : message) {
        if (character == '\n') line += ';';
        line += is_control(character) ? ' ' : character;
    }
    std::string_view between = " [";
    const auto add = [&](std::string_view label, std::string_view text) {
        if (text.empty()) return;
        line += between;
        line += label;
        bool gap = false;
        for (const char character : text) {  // a statement written over several lines still makes one line
            const bool space = character == ' ' || is_control(character);
            if (!space || !gap) line += space ? ' ' : character;
            gap = space;
        }
        between = "; ";
    };
    add("purpose: ", what.purpose);
    add("module: ", what.module_name);
    add("SQL: ", what.sql);
    if (between != " [") line += ']';
    return line;
}

/// An immutable error shared by the copies of an exception, which must not throw.
struct shared_error {
    error details;
    std::string line;
    unsigned owners = 1;  // changed by atomic operations only; <atomic> would cost more than all else here
};

}  // namespace detail

/// The base of all exceptions that the library throws; copies share one error and never throw.
class exception : public std::exception {
public:
    explicit exception(error details) : shared_(new detail::shared_error{std::move(details), {}}) {
        try {
            shared_->line = detail::error_line(shared_->details);
        } catch (...) {  // the message alone is better than a std::bad_alloc in its place
        }
    }
    exception(const exception& other) noexcept : std::exception(other), shared_(other.shared_) {
        __atomic_fetch_add(&shared_->owners, 1, __ATOMIC_RELAXED);
    }
    exception& operator=(const exception& other) noexcept {
        exception copy(other);
        std::swap(shared_, copy.shared_);
        return *this;
    }
    ~exception() override {
        if (__atomic_fetch_sub(&shared_->owners, 1, __ATOMIC_ACQ_REL) == 1) delete shared_;
    }

    /// The error in one line; valid as long as the exception or a copy of it lives.
    [[nodiscard]] const char* what() const noexcept override {
        return (shared_->line.empty() ? shared_->details.message : shared_->line).c_str();
    }
    /// The error's parts; valid as long as the exception or a copy of it lives.
    [[nodiscard]] const error& details() const noexcept { return shared_->details; }

private:
    detail::shared_error* shared_;
};

/// The database or its file cannot be reached, read or written.
class connection_error : public exception {
public:
    using exception::exception;
};
/// The database is not built as the program declares it.
class schema_error : public exception {
public:
    using exception::exception;
};
/// A statement failed.
class query_error : public exception {
public:
    using exception::exception;
};
/// A statement would have broken a constraint.
class constraint_error : public query_error {
public:
    using query_error::query_error;
};
/// A value does not fit the type that it is read into or bound as.
class value_error : public exception {
public:
    using exception::exception;
};
/// The library was used against its contract.
class usage_error : public exception {
public:
    using exception::exception;
};
/// No connection became free.
class pool_error : public exception {
public:
    using exception::exception;
};
/// The settings or the environment do not allow the work.
class configuration_error : public exception {
public:
    using exception::exception;
};
/// The work was interrupted on request.
class cancelled_error : public exception {
public:
    using exception::exception;
};
/// A commit failed in a way that does not tell whether it was applied; never retried by itself.
class unknown_outcome_error : public exception {
public:
    using exception::exception;
};
/// Raised by the program itself.
class application_error : public exception {
public:
    using exception::exception;
};

/// Throws the exception type of the error's category.
[[noreturn, gnu::cold, gnu::noinline]] inline void raise(error what) {
    switch (what.category) {
    case category::connection: throw connection_error(std::move(what));
    case category::schema: throw schema_error(std::move(what));
    case category::constraint: throw constraint_error(std::move(what));
    case category::value: throw value_error(std::move(what));
    case category::usage: throw usage_error(std::move(what));
    case category::pool: throw pool_error(std::move(what));
    case category::configuration: throw configuration_error(std::move(what));
    case category::cancelled: throw cancelled_error(std::move(what));
    case category::unknown_outcome: throw unknown_outcome_error(std::move(what));
    case category::application: throw application_error(std::move(what));
    case category::query: break;
    }
    throw query_error(std::move(what));
}

}  // namespace tenon::inline v0
