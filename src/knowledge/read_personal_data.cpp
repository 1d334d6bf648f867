#include "knowledge/reading.hpp"

namespace agri110::knowledge {
namespace {

void read_numbers(const Reading& file, const toml::table& table, PersonalWords& words)
{
    file.only(table, {"digits", "plate_provinces", "units", "phone_words", "account_words", "account_links"});
    const auto digits = file.texts(table, "digits");
    if (digits.size() == words.digits.size())
        std::ranges::copy(digits, words.digits.begin());
    else
        file.fault(table, "digits needs ten texts, for 0 to 9");
    words.plate_provinces = file.text(table, "plate_provinces");
    words.units = file.texts(table, "units");
    words.phone_words = file.texts(table, "phone_words");
    words.account_words = file.texts(table, "account_words");
    words.account_links = file.texts(table, "account_links");
}

void read_people(const Reading& file, const toml::table& table, PersonalWords& words)
{
    file.only(table,
              {"surnames", "titles", "before_surname", "after_surname", "introductions", "name_ends", "not_a_name"});
    words.surnames = file.texts(table, "surnames");
    words.titles = file.texts(table, "titles");
    words.before_surname = file.texts(table, "before_surname");
    words.after_surname = file.texts(table, "after_surname");
    words.introductions = file.texts(table, "introductions");
    words.name_ends = file.text(table, "name_ends");
    words.not_a_name = file.texts(table, "not_a_name");
}

void read_places(const Reading& file, const toml::table& table, PersonalWords& words)
{
    file.only(table, {"village_ends", "not_a_village", "place_stops", "road_ends", "house_units", "ordinals",
                      "buildings", "township_ends"});
    words.village_ends = file.texts(table, "village_ends");
    words.not_a_village = file.texts(table, "not_a_village");
    words.place_stops = file.text(table, "place_stops");
    words.road_ends = file.texts(table, "road_ends");
    words.house_units = file.texts(table, "house_units");
    words.ordinals = file.texts(table, "ordinals");
    words.buildings = file.texts(table, "buildings");
    words.township_ends = file.texts(table, "township_ends");
}

void read_shown_as(const Reading& file, const toml::table& table, PersonalWords& words)
{
    file.only(table, {"phone", "id_number", "name", "place", "organisation", "account", "link"});
    for (std::size_t i = 0; i < personal_rule_count; ++i)
        words.shown_as[i] = file.text(table, name_of(static_cast<PersonalRule>(i)));
}

}  // namespace

PersonalWords read_personal_data(const Reading& file)
{
    const auto all = file.toml();
    file.only(all, {"numbers", "people", "places", "organisations", "shown_as"});
    PersonalWords words;
    read_numbers(file, file.table(all, "numbers"), words);
    read_people(file, file.table(all, "people"), words);
    read_places(file, file.table(all, "places"), words);
    const auto& organisations = file.table(all, "organisations");
    file.only(organisations, {"ends"});
    words.organisation_ends = file.texts(organisations, "ends");
    read_shown_as(file, file.table(all, "shown_as"), words);
    return words;
}

}  // namespace agri110::knowledge
