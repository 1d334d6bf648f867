// What tells who somebody is, found in free text by rule and taken out: before a report becomes public knowledge.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace agri110 {

/// Why a piece of text was taken out. Plates and identity cards are id_number; bank cards, WeChat, QQ and e-mail
/// account.
enum class PersonalRule { phone, id_number, name, place, organisation, account, link };
inline constexpr std::size_t personal_rule_count = 7;
std::string_view name_of(PersonalRule rule);

/// The words the rules go by, as people can correct them in knowledge/personal_data.toml. Lists of single characters
/// are one text.
struct PersonalWords {
    std::array<std::string, 10> digits{};                     // how each digit is written besides 0 to 9
    std::string plate_provinces{};                            // the first character of number plates
    std::vector<std::string> units{};                         // a number before one of these is an amount
    std::vector<std::string> phone_words{};                   // a short number behind one of these is a phone
    std::vector<std::string> account_words{};                 // what follows one of these is an account
    std::vector<std::string> account_links{};                 // what may stand between that word and the account
    std::vector<std::string> surnames{};                      // a person when a title follows
    std::vector<std::string> titles{};                        // teacher, master, boss ...
    std::vector<std::string> before_surname{};                // old, young ... with a known surname
    std::vector<std::string> after_surname{};                 // family ... with a known surname
    std::vector<std::string> introductions{};                 // a name follows
    std::string name_ends{};                                  // characters that end such a name
    std::vector<std::string> not_a_name{};                    // phrases in which no name is looked for
    std::vector<std::string> village_ends{};                  // village, hamlet ...
    std::vector<std::string> not_a_village{};                 // "our village" names none
    std::vector<std::string> road_ends{};                     // a house number makes it an address
    std::vector<std::string> house_units{};                   // number, group, unit, room
    std::vector<std::string> ordinals{};                      // what may stand before its number
    std::vector<std::string> buildings{};                     // an address when a flat follows
    std::string place_stops{};                                // characters before the name of a place
    std::vector<std::string> township_ends{};                 // town, township, street office
    std::vector<std::string> organisation_ends{};             // cooperative, limited company ...
    std::array<std::string, personal_rule_count> shown_as{};  // what stands there instead
};

/// What is known about the people and the place of a report.
struct KnownPeople {
    std::vector<std::string> names{};
    std::vector<std::string> organisations{};
    std::vector<std::string> places{};         // below the county, as told: the township, the village
    std::vector<std::string> townships{};      // official names of all townships around
    std::vector<std::string> public_places{};  // counties and above, which stay
};

struct RemovedPiece {
    std::string text;  // as it stood there
    PersonalRule rule = PersonalRule::phone;

    friend bool operator==(const RemovedPiece&, const RemovedPiece&) = default;
};

struct CleanedText {
    std::string text{};
    std::vector<RemovedPiece> removed{};  // in text order
};

/// Pure. Errs towards taking out what looks like a person, but leaves doses, years, areas, yields and varieties.
CleanedText remove_personal_data(std::string_view utf8, const PersonalWords& words, const KnownPeople& known);

}  // namespace agri110
