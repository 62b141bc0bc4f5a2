// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>

namespace tenon::inline v0::sqlite {

/// A text that every session sets and only errors read: setting one of usual length takes no memory.
class label {
public:
    label& operator=(std::string_view text) {
        if (text.size() > sizeof near_)
            far_ = text;
        else if (!text.empty())
            std::memcpy(near_, text.data(), text.size());
        size_ = text.size();
        return *this;
    }

    operator std::string_view() const noexcept {
        return size_ > sizeof near_ ? std::string_view(far_) : std::string_view(near_, size_);
    }
    bool operator==(std::string_view other) const noexcept { return std::string_view(*this) == other; }

private:
    std::size_t size_ = 0;
    char near_[56] = {};
    std::string far_;
};

}  // namespace tenon::inline v0::sqlite
