// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/error/result.hpp>
#include <tenon/runtime/attempt.hpp>
#include <tenon/runtime/module_access.hpp>
#include <tenon/runtime/repository.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace tenon::inline v0 {

/// A repository in sessions of its own: one for each call, with the purpose `<what> <table>` ("create
/// customers"); those that write are run again as a whole where the database was busy. Everything comes back
/// as a `result`. What a module can offer by `using service`, and what services of one's own derive from or
/// hold. May be used by several threads at once; what a callable or a progress report throws, other than the
/// library's errors, passes through.
template <class Module, class T>
class crud_service {
public:
    explicit crud_service(module_access<Module> db) : db_(std::move(db)) {}

    /// As `repository::create`; values are read again where the database was busy.
    template <class... Values>
    result<T> create(const Values&... values) {
        return write("create", [&](auto& session) { return rows_.create(session, values...); });
    }

    /// As `repository::create_all`.
    template <class Range, class Progress = std::nullptr_t>
    result<written> create_all(const Range& rows, Progress&& progress = nullptr) {
        return write("create", [&](auto& session) { return rows_.create_all(session, rows, progress); });
    }

    /// As `repository::get`.
    template <class... Keys>
    result<T> get(const Keys&... key) {
        return read("get", [&](auto& session) { return rows_.get(session, key...); });
    }

    /// As `repository::find`.
    template <class... Keys>
    result<std::optional<T>> find(const Keys&... key) {
        return read("find", [&](auto& session) { return rows_.find(session, key...); });
    }

    /// As `repository::find_by`.
    template <fixed_string Column, class Value>
    result<std::optional<T>> find_by(const Value& value) {
        return read("find", [&](auto& session) { return rows_.template find_by<Column>(session, value); });
    }

    /// As `repository::list_by`.
    template <fixed_string Column, class Value>
    result<std::vector<T>> list_by(const Value& value) {
        return read("list", [&](auto& session) { return rows_.template list_by<Column>(session, value); });
    }

    /// As `repository::list`.
    result<std::vector<T>> list() {
        return read("list", [&](auto& session) { return rows_.list(session); });
    }

    /// As `repository::page`.
    result<std::vector<T>> page(std::int64_t rows, std::int64_t offset = 0) {
        return read("list", [&](auto& session) { return rows_.page(session, rows, offset); });
    }

    /// As `repository::list_where`.
    template <class Condition, class... Arguments>
    result<std::vector<T>> list_where(const Condition& condition, Arguments&&... arguments) {
        return read("list", [&](auto& session) {
            return rows_.list_where(session, condition, static_cast<Arguments&&>(arguments)...);
        });
    }

    /// As `repository::count`.
    result<std::int64_t> count() {
        return read("count", [&](auto& session) { return rows_.count(session); });
    }

    /// As `repository::update`.
    template <class Changes, class... Keys>
    result<T> update(const Changes& changes, const Keys&... key) {
        return write("update", [&](auto& session) { return rows_.update(session, changes, key...); });
    }

    /// As `repository::save`.
    result<T> save(const T& before, const T& after) {
        return write("save", [&](auto& session) { return rows_.save(session, before, after); });
    }

    /// As `repository::remove`.
    template <class... Keys>
    result<bool> remove(const Keys&... key) {
        return write("remove", [&](auto& session) { return rows_.remove(session, key...); });
    }

protected:
    /// The module's own sessions, for what else a service does.
    module_access<Module>& db() { return db_; }

private:
    static std::string purpose(const char* what) {
        return std::string(what) + ' ' + std::string(table_info_of<T>().name);
    }

    template <class Work>
    auto write(const char* what, Work&& work) {
        return db_.attempt(purpose(what), work);
    }

    template <class Work>
    auto read(const char* what, Work&& work)
        -> result<decltype(work(std::declval<read_session<Module>&>()))> {
        try {
            auto session = db_.read_session(purpose(what));
            return work(session);
        } catch (const exception& failed) {
            return failed.details();
        }
    }

    module_access<Module> db_;
    repository<T> rows_;
};

}  // namespace tenon::inline v0
