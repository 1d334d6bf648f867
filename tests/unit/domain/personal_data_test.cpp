// A solved case is read by everybody: nobody may be found by it, and no dose or variety may be lost from it.
#include "domain/personal_data.hpp"

#include <gtest/gtest.h>

#include "knowledge/knowledge.hpp"

namespace agri110 {
namespace {

const Knowledge& shipped()
{
    static const auto knowledge =
        read_knowledge(knowledge_files_of(std::filesystem::path(AGRI110_SOURCE) / "knowledge")).value();
    return *knowledge;
}

KnownPeople people_of_the_report()
{
    KnownPeople known{.names = {"李建国", "玉香"},
                      .organisations = {"勐海岩温茶叶农民专业合作社", "勐海县茶业技术推广站（示例）"},
                      .places = {"勐混镇", "曼稿村委会曼稿老寨"},
                      .public_places = {"勐海县", "勐海", "西双版纳傣族自治州", "云南省"}};
    for (const auto& region : shipped().regions.all())
        if (region.level == RegionLevel::township) known.townships.push_back(region.name);
    return known;
}

CleanedText clean(std::string_view text)
{
    return remove_personal_data(text, shipped().personal, people_of_the_report());
}

struct Case {
    const char* name;
    const char* text;
    std::vector<RemovedPiece> removed;
};
using enum PersonalRule;

const Case goes[] = {
    {"Mobile", "打13800000001找我", {{"13800000001", phone}}},
    {"MobileWithSpaces", "电话 138 0000 0001，急", {{"138 0000 0001", phone}}},
    {"MobileWithDashes", "138-0000-0001", {{"138-0000-0001", phone}}},
    {"MobileDigitByDigit", "号码1 3 8 0 0 0 0 0 0 0 1", {{"1 3 8 0 0 0 0 0 0 0 1", phone}}},
    {"MobileFullWidth", "电话１３８００００００００１", {}},  // twelve digits: not a phone, but nobody's dose either
    {"MobileFullWidthEleven", "电话１３８００００００１１", {{"１３８００００００１１", phone}}},
    {"MobileInWords", "一三八零零零零零零零一是我的", {{"一三八零零零零零零零一", phone}}},
    {"MobileInHotlineWords", "幺三八零零零零零零零幺", {{"幺三八零零零零零零零幺", phone}}},
    {"MobileMixed", "138零零零零0001", {{"138零零零零0001", phone}}},
    {"MobileWithCountryCode", "+86 138 0000 0001", {{"+86 138 0000 0001", phone}}},
    {"MobileWithCountryCodeTogether", "8613800000001", {{"8613800000001", phone}}},
    {"TwoMobiles", "13800000001 13900000002", {{"13800000001", phone}, {"13900000002", phone}}},
    {"TwoMobilesWithStroke", "13800000001/13900000002", {{"13800000001", phone}, {"13900000002", phone}}},
    {"Landline", "0691-5123456", {{"0691-5123456", phone}}},
    {"LandlineInBrackets", "（0871）65123456", {{"（0871）65123456", phone}}},
    {"LandlineTogether", "087165123456", {{"087165123456", phone}}},
    {"LandlineLocal", "座机是5123456", {{"5123456", phone}}},
    {"CompanyNumber", "400-123-4567", {{"400-123-4567", phone}}},
    {"IdentityCard", "身份证532822199003071234", {{"532822199003071234", id_number}}},
    {"IdentityCardWithLetter", "53282219900307123X", {{"53282219900307123X", id_number}}},
    {"IdentityCardSmallLetter", "53282219900307123x。", {{"53282219900307123x", id_number}}},
    {"IdentityCardWithSpaces", "532822 19900307 1234", {{"532822 19900307 1234", id_number}}},
    {"BankCard", "卡 6222 0212 3456 7890 123 谢谢", {{"6222 0212 3456 7890 123", account}}},
    {"MistypedPhone", "1380000000110", {{"1380000000110", account}}},
    {"WeChat", "微信：nongke_110", {{"nongke_110", account}}},
    {"WeChatNumber", "加微信号是 abc12345", {{"abc12345", account}}},
    {"WeChatShort", "vx:laoli888", {{"laoli888", account}}},
    {"WeChatIsTheQq", "微信 12345678", {{"12345678", account}}},
    {"Qq", "QQ12345678", {{"12345678", account}}},
    {"QqInWords", "扣扣一二三四五六七", {{"一二三四五六七", account}}},
    {"Mail", "发到 li.jg@example.com 吧", {{"li.jg@example.com", account}}},
    {"Link", "看 https://example.com/a?b=1，", {{"https://example.com/a?b=1", link}}},
    {"LinkBare", "见www.example.cn。", {{"www.example.cn", link}}},
    {"LinkShort", "t.cn/Abc123 有视频", {{"t.cn/Abc123", link}}},
    {"Plate", "车牌云A12345", {{"云A12345", id_number}}},
    {"PlateWithDot", "云K·D123F", {{"云K·D123F", id_number}}},
    {"PlateGreen", "云AD12345", {{"云AD12345", id_number}}},
    {"Name", "我叫李建国，种茶的", {{"李建国", name}}},
    {"GivenName", "建国家的茶", {{"建国", name}}},
    {"OldSurname", "老李说的", {{"老李", name}}},
    {"SurnameFamily", "李家的地", {{"李家", name}}},
    {"SurnameMaster", "问过李师傅了", {{"李师傅", name}}},
    {"SomebodyElsesTitle", "听张老师的打了药", {{"张老师", name}}},
    {"SomebodyIntroduced", "联系人：王小明，", {{"王小明", name}}},
    {"SomebodyIntroducedWithoutComma", "我叫岩温种了五亩茶", {{"岩温", name}}},
    {"Answerer", "玉香看过了", {{"玉香", name}}},
    {"Organisation", "勐海岩温茶叶农民专业合作社的茶", {{"勐海岩温茶叶农民专业合作社", organisation}}},
    {"OrganisationShort", "我们岩温茶叶合作社", {{"岩温茶叶合作社", organisation}}},
    {"Township", "勐混镇这边", {{"勐混镇", place}}},
    {"TownshipStem", "勐混都这样", {{"勐混", place}}},
    {"TownshipElsewhere", "格朗和哈尼族乡也有", {{"格朗和哈尼族乡", place}}},
    {"Village", "曼稿村委会曼稿老寨的茶", {{"曼稿村委会曼稿老寨", place}}},
    {"VillageNotTold", "我在曼贺村种茶", {{"曼贺村", place}}},
    {"VillageGroup", "曼贺村第3组", {{"曼贺村第3组", place}}},
    {"VillageHouse", "勐混镇曼贺村三组12号", {{"勐混镇", place}, {"曼贺村三组12号", place}}},
    {"Street", "佛双路12号", {{"佛双路12号", place}}},
    {"Flat", "3栋2单元501室", {{"3栋2单元501室", place}}},
};

const Case stays[] = {
    {"Dose", "每亩用1300克", {}},
    {"DoseOfLiquid", "兑水1500倍，每桶15毫升", {}},
    {"Year", "2019年种的，2023年3月15日嫁接", {}},
    {"DateWithTime", "2026-11-23 10:00打的药", {}},
    {"DateOldWithNumber", "1998-12-05 123株", {}},
    {"Area", "一共13800亩", {}},
    {"BigYield", "收了1380000公斤", {}},
    {"SeriesOfYields", "亩产1300 1400 1500公斤", {}},
    {"SeriesThatLooksLikeAPhone", "分别1300 1400 150斤", {}},
    {"Altitude", "海拔1380-1900米", {}},
    {"Prices", "3.5元涨到4.2元", {}},
    {"Variety", "种的云粳37和云抗10号", {}},
    {"VarietyWithLetter", "云薯505，云F37", {}},
    {"Fertiliser", "15-15-15复合肥", {}},
    {"Registration", "登记证PD20150331", {}},
    {"StandardNumber", "按NY/T 1234-2016做", {}},
    {"PublicHotline", "可以打12316或者120", {}},
    {"Shed", "3号棚2栋鸡舍", {}},
    {"NumbersInWords", "一二三月最多，四五月少", {}},
    {"WeChatTransfer", "微信转了20000元", {}},
    {"WeChatAmount", "微信 50000元", {}},
    {"OldLeaves", "老叶发黄，小叶种也有", {}},
    {"PlumOfTheSurname", "老李子树流胶", {}},
    {"FarmersManure", "施了农家肥，请专家看", {}},
    {"OurVillage", "我们村、全村、隔壁村、农村都这样", {}},
    {"VillageOffice", "先拍照报村委会，再告诉村委会，起纠纷找村委会", {}},
    {"VillageRules", "按自己村的村规，对本地村子也一样", {}},
    {"County", "勐海县今年雨多，西双版纳都这样", {}},
    {"AskTeachers", "请教老师怎么办", {}},
    {"Temperatures", "白天25-30度，夜里10度", {}},
    {"Spray", "隔7-10天打一次，连打2-3次", {}},
    {"Decimal", "0.3%磷酸二氢钾，pH5.5-6.5", {}},
    {"LongNumberOfPlants", "苗子11000000000株", {}},
    {"Nothing", "", {}},
};

class PersonalDataGoes : public testing::TestWithParam<Case> {};
TEST_P(PersonalDataGoes, FromTheText)
{
    const auto cleaned = clean(GetParam().text);
    if (GetParam().removed.empty()) {
        EXPECT_FALSE(cleaned.removed.empty()) << cleaned.text;
        return;
    }
    std::string found;
    for (const auto& piece : cleaned.removed) found += std::string(name_of(piece.rule)) + ":" + piece.text + " ";
    EXPECT_EQ(cleaned.removed, GetParam().removed) << found << "left: " << cleaned.text;
    for (const auto& piece : GetParam().removed) EXPECT_EQ(cleaned.text.find(piece.text), std::string::npos);
}
INSTANTIATE_TEST_SUITE_P(Each, PersonalDataGoes, testing::ValuesIn(goes),
                         [](const auto& tested) { return std::string(tested.param.name); });

class KnowledgeStays : public testing::TestWithParam<Case> {};
TEST_P(KnowledgeStays, InTheText)
{
    const auto cleaned = clean(GetParam().text);
    EXPECT_EQ(cleaned.text, GetParam().text);
    EXPECT_TRUE(cleaned.removed.empty());
}
INSTANTIATE_TEST_SUITE_P(Each, KnowledgeStays, testing::ValuesIn(stays),
                         [](const auto& tested) { return std::string(tested.param.name); });

TEST(PersonalData, LeavesTheRestOfTheTextAsItWas)
{
    const auto cleaned = clean("茶叶卷了🌱，打我13800000001或微信nongke_110，𠮷祥");
    EXPECT_EQ(cleaned.text, "茶叶卷了🌱，打我〔电话略〕或微信〔账号略〕，𠮷祥");
}

TEST(PersonalData, CleaningTwiceFindsNothingMore)
{
    for (const auto& one : goes) {
        const auto once = clean(one.text).text;
        EXPECT_EQ(clean(once).text, once);
    }
}

TEST(PersonalData, TakesAnyBytesWithoutHarm)
{
    for (const std::string& bytes :
         {std::string("\xE8\x8C"), std::string("\xFF\xFE"), std::string("云A1\xF0\x9F"), std::string(5000, '1')})
        EXPECT_LE(clean(bytes).text.size(), bytes.size() + 20);
}

}  // namespace
}  // namespace agri110
