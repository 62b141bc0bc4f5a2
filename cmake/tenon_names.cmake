# tenon_cpp_name(<variable> <name>): a name in C++ for a file or a directory. Letters, digits and `_` stay, anything else
# becomes `_`; `_` is put before a digit at the front, and behind a keyword: `2024-shop` is `_2024_shop`, `class` is `class_`.
function(tenon_cpp_name variable name)
    set(keywords
        alignas alignof and and_eq asm auto bitand bitor bool break case catch char char8_t char16_t char32_t class
        co_await co_return co_yield compl concept const const_cast consteval constexpr constinit continue contract_assert
        decltype default delete do double dynamic_cast else enum explicit export extern false float for friend goto if
        inline int long mutable namespace new noexcept not not_eq nullptr operator or or_eq private protected public
        register reinterpret_cast requires return short signed sizeof static static_assert static_cast struct switch
        template this thread_local throw true try typedef typeid typename union unsigned using virtual void volatile
        wchar_t while xor xor_eq)
    string(REGEX REPLACE "[^A-Za-z0-9_]" "_" name "${name}")
    if(name MATCHES "^[0-9]")
        string(PREPEND name "_")
    elseif(name IN_LIST keywords)
        string(APPEND name "_")
    endif()
    set("${variable}" "${name}" PARENT_SCOPE)
endfunction()
