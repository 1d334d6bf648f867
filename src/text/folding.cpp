#include "text/folding.hpp"

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <memory>
#include <stdexcept>

#include "text/utf8.hpp"

namespace agri110::text {
namespace {

constexpr UChar32 table_size = 0x10000;

/// What each character of the basic plane becomes. Built once: asking ICU for every character would be ten times
/// slower.
class Table {
public:
    Table()
    {
        auto failed = U_ZERO_ERROR;
        const auto* compatible = icu::Normalizer2::getNFKCCasefoldInstance(failed);
        const std::unique_ptr<icu::Transliterator> simplify(
            icu::Transliterator::createInstance("Traditional-Simplified", UTRANS_FORWARD, failed));
        if (U_FAILURE(failed) || !compatible || !simplify) throw std::runtime_error("ICU lacks its normalisation data");
        becomes_.resize(table_size);
        for (UChar32 c = 0; c < table_size; ++c) {
            becomes_[static_cast<std::size_t>(c)] = static_cast<char16_t>(c);
            if (U_IS_SURROGATE(c)) continue;
            icu::UnicodeString text(c);
            icu::UnicodeString folded;
            compatible->normalize(text, folded, failed);
            if (U_SUCCESS(failed) && folded.length() == 1) text = folded;
            if (u_hasBinaryProperty(c, UCHAR_IDEOGRAPHIC)) simplify->transliterate(text);
            if (text.length() == 1) becomes_[static_cast<std::size_t>(c)] = text.charAt(0);
        }
    }

    UChar32 operator()(UChar32 c) const { return c < table_size ? becomes_[static_cast<std::size_t>(c)] : c; }

private:
    std::u16string becomes_{};
};

}  // namespace

Folded fold(std::string_view bytes)
{
    static const Table table;
    constexpr UChar32 replacement = 0xFFFD;
    Folded folded;
    folded.text.reserve(bytes.size());
    folded.origin.reserve(bytes.size() + 1);
    const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
    const auto size = static_cast<std::int32_t>(bytes.size());
    for (std::int32_t i = 0; i < size;) {
        const auto begin = static_cast<std::uint32_t>(i);
        UChar32 c = 0;
        U8_NEXT(data, i, size, c);
        append_character(folded.text, static_cast<char32_t>(c < 0 ? replacement : table(c)));
        folded.origin.resize(folded.text.size(), begin);
    }
    folded.origin.push_back(static_cast<std::uint32_t>(size));
    return folded;
}

}  // namespace agri110::text
