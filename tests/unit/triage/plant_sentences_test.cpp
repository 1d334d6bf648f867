// Sentences as farmers write and dictate them, about what grows: crop, kind of problem and urgency must be right.

#include <gtest/gtest.h>

#include "knowledge_on_disk.hpp"

namespace agri110::triage {
namespace {

struct Sentence {
    std::string_view text;
    std::string_view crop;
    ProblemKind kind;
    Urgency urgency = Urgency::normal;
};

using enum ProblemKind;

constexpr Sentence field_crops[] = {
    {"苞谷叶子被虫啃得全是洞洞，心子里头有虫屎，咋个整", "maize", pest},
    {"包谷上起了好多贪夜蛾，打了两次药都不死", "maize", pest},
    {"我家洋芋叶子发黑，一片一片的烂，闻着臭烘烘的", "potato", disease},
    {"冬洋芋种哪个品种好，合作88还能不能种", "potato", variety},
    {"丘北辣椒死棵厉害，一窝一窝地蔫", "pepper", disease},
    {"辣子叶子皱成一坨，是不是茶黄螨", "pepper", pest},
    {"番茄果子底下发黑，是脐腐，是不是缺钙", "tomato", nutrition},
    {"谷子叶子卷起来，里头有小青虫，稻飞虱也多", "rice", pest},
    {"秧田打错药了，秧苗全部烧叶", "rice", pesticide_injury},
    {"水稻穗颈发黑，谷子是空壳，是稻瘟病吗", "rice", disease},
    {"麦子叶子上全是黄粉，手一摸就沾一手，条锈病咋防", "wheat", disease},
    {"洋瓜藤上有好多小白虫", "chayote", pest},
    {"老瓜光开花不结果", "pumpkin", technique},
    {"洱源大蒜今年行情咋样，收购价多少", "garlic", market},
    {"小黄姜姜瘟咋个治，一发就是一片", "ginger", disease},
    {"魔芋软腐，一窝一窝倒苗，臭得很", "konjac", disease},
    {"折耳根叶子上起白点，根烂", "houttuynia", disease},
    {"四季豆叶子上有锈，一抹红红的粉", "kidney_bean", disease},
    {"花魔芋和白魔芋哪个好种，种芋哪里买", "konjac", variety},
    {"种玉米的补贴什么时候打到一卡通", "maize", policy},
    {"昨晚下冰雹，苞谷打得稀烂，怕是绝收了", "maize", weather, Urgency::urgent},
    {"前茬种的是洋芋，今年种苞谷，苞谷苗根腐死苗", "maize", disease},
    {"苞谷地旁边的辣椒叶子卷，起蚜虫", "pepper", pest},
    {"玉米螟咋个防治", "maize", pest},
    {"豇豆里头全是虫眼，豆荚螟打哪样药", "cowpea", pest},
    {"小葱叶尖干，上头有紫斑", "scallion", disease},
    {"莲花白根上长疙瘩，白天蔫，是不是根肿病", "cabbage", disease},
    {"萝卜叶子被跳甲吃成筛子眼", "radish", pest},
    {"莴笋叶子背面长白霉", "lettuce", disease},
    {"香菜夏天咋种才出苗", "coriander", technique},
    {"薏仁米没人收，哪里有销路", "coix", market},
    {"高山上种苦荞，选哪样品种", "buckwheat", variety},
    {"老师你好，我想咨询一下，我们村今年种的包谷，心叶里有虫子，咬得全是洞，这个要打什么药", "maize", pest},
    {"玉米叶片上有长条形的灰褐色病斑，从下面往上发展", "maize", disease},
    {"谷子扬花遇到连阴雨低温，空壳多", "rice", weather},
    {"大春洋芋晚疫病爆发了打什么药好", "potato", disease},
    {"洋芋种切块以后怎么拌种，隔多久能栽", "potato", technique},
    {"洋芋窖里头放着发芽发绿，怎么储存", "potato", processing},
    {"魔芋白绢病，秆秆倒了根上有白丝", "konjac", disease},
    {"小黄姜底肥用多少复合肥", "ginger", nutrition},
    {"大蒜叶子锈，干尖", "garlic", disease},
    {"元谋洋葱紫斑病", "onion", disease},
    {"豌豆叶子上有白色的弯弯曲曲的道道，鬼画符", "pea", pest},
    {"蚕豆叶子上有赤褐色斑点，枯死", "broad_bean", disease},
    {"黄豆打了除草剂药害了，怎么解", "soybean", pesticide_injury},
    {"生菜被霜打了，叶子像开水烫过", "lettuce", weather},
    {"黄瓜叶子背面有黑霉，多角形黄斑", "cucumber", disease},
    {"苦瓜里面有小蛆，是针蜂", "bitter_gourd", pest},
    {"辣椒落花落果怎么办", "pepper", technique},
    {"辣椒果子上有凹下去的圆斑，一圈一圈的", "pepper", disease},
    {"西红柿叶子上有水渍斑，果子上有褐色硬块，是晚疫病吧", "tomato", disease},
    {"番茄黄化曲叶病毒病", "tomato", disease},
    {"茄子半边叶子黄，剖开秆里头发褐，黄萎病", "eggplant", disease},
    {"芋头叶子上有水渍圆斑，疫病", "taro", disease},
    {"红薯挖起来都是虫眼，有小象甲", "sweet_potato", pest},
    {"藜麦几月播种", "quinoa", technique},
    {"燕麦做青贮什么时候割", "oat", technique},
    {"紫花苜蓿一亩撒多少种子", "alfalfa", technique},
    {"皇竹草用节节扦插行不行", "napier_grass", technique},
    {"海拔2200米种什么包谷品种抗倒伏", "maize", variety},
    {"苞谷一亩栽多少棵，一塘留几苗", "maize", technique},
    {"水稻旱育秧怎么做，多大密度栽", "rice", technique},
    {"小麦种子去哪点买", "wheat", variety},
    {"洋芋堆在地头没人拉，烂掉了，帮忙找个老板", "potato", market},
    {"菜地里的菜被青虫吃成网", "other_vegetable", pest},
    {"甜龙竹怎么移栽", "bamboo_shoot", technique},
};

constexpr Sentence fruit_nuts_and_spices[] = {
    {"漾濞核桃卖不掉，堆了一屋子，有没有老板收", "walnut", market},
    {"核桃果子变黑，没成熟就掉了", "walnut", disease},
    {"夏威夷果一亩栽多少棵，株行距怎么定", "macadamia", technique},
    {"坚果树上有蓟马，嫩梢都焦了", "macadamia", pest},
    {"华坪芒果开花的时候花穗发黑，打炭疽病的药不管用", "mango", disease},
    {"芒果树怎么修剪，几月份剪合适", "mango", technique},
    {"沃柑叶子发黄斑驳，果子小，怕是黄龙病", "citrus", disease},
    {"冰糖橙遭冰雹打烂了一半，还能不能救，救急", "citrus", weather, Urgency::urgent},
    {"蓝莓叶子黄脉子绿，土壤pH有点高，咋个调", "blueberry", nutrition},
    {"昭通苹果上有红蜘蛛和蚜虫，用哪样药", "apple", pest},
    {"苹果开花遇到倒春寒，花都冻死了", "apple", weather},
    {"阳光玫瑰果子上长灰霉，烂成一串", "grape", disease},
    {"葡萄怎么套袋，什么时候疏果", "grape", technique},
    {"孟连想种牛油果，哪里有正规的种苗卖", "avocado", variety},
    {"花椒树干上有洞，流胶，里头有天牛", "huajiao", pest},
    {"香蕉叶子从边上黄到心，剖开秆里头是褐色，是不是枯萎病", "banana", disease},
    {"宝珠梨叶子上起锈斑，背面长毛", "pear", disease},
    {"桃子里头全是蛆，没熟就掉", "peach", pest},
    {"草果不挂果，光长叶子，是不是太阴了", "caoguo", technique},
    {"草莓果子上长灰毛，烂得快", "strawberry", disease},
    {"西瓜藤子中午蔫晚上又好，三天就死了", "watermelon", disease},
    {"石榴裂果怎么办，是不是水浇多了", "pomegranate", technique},
    {"隔壁地打除草剂飘过来，我家葡萄叶子畸形", "grape", pesticide_injury},
    {"桃蚜好多，打吡虫啉管用不", "peach", pest},
    {"百香果藤子茎腐，从根上烂上来", "passion_fruit", disease},
    {"火龙果枝条上起黄点点，腐烂，像溃疡病", "dragon_fruit", disease},
    {"枇杷花被冻坏了，今年还有收成没", "loquat", weather},
    {"李子果子长成空包包，像袋子一样", "plum", disease},
    {"大樱桃裂果咋个办", "cherry", technique},
    {"柿子树上好多介壳虫", "persimmon", pest},
    {"板栗里头有虫，剥开都是象鼻虫", "chestnut", pest},
    {"猕猴桃树干流红水，怕是溃疡病", "kiwi", disease},
    {"芒果里面有蛆，是不是实蝇", "mango", pest},
    {"芒果采完果施什么肥", "mango", nutrition},
    {"橘子树上红蜘蛛太多，叶子灰白灰白的", "citrus", pest},
    {"沃柑新叶发黄，叶脉还是绿的，是不是缺铁缺锌", "citrus", nutrition},
    {"基质蓝莓怎么剪枝", "blueberry", technique},
    {"澄江想种蓝莓，L25和优瑞卡哪个好", "blueberry", variety},
    {"苹果树干腐烂病，树皮烂了一圈", "apple", disease},
    {"葡萄大棚被大风吹翻了，有没有补助", "grape", weather},
    {"牛油果根腐，叶子干尖，整棵枯", "avocado", disease},
    {"花椒树一棵一棵地死，根腐", "huajiao", disease},
    {"青花椒烘干怎么不变色", "huajiao", processing},
    {"老核桃树怎么高接换优", "walnut", technique},
    {"核桃里面被虫吃空了，外面黑黑的", "walnut", pest},
    {"澳洲坚果落果严重，保果怎么做", "macadamia", technique},
    {"板栗空苞多是什么原因，要不要授粉树", "chestnut", technique},
    {"草果烂苗，叶子上有水渍斑", "caoguo", disease},
    {"草莓叶背面有很多小红点在爬，结网", "strawberry", pest},
    {"菠萝心烂了，一拔就出来", "pineapple", disease},
    {"桃树冬天咋剪枝", "peach", technique},
    {"桃树流胶很严重，树快死了", "peach", disease},
    {"李子花开遇到霜，落了一地", "plum", weather},
};

constexpr Sentence industrial_crops_herbs_flowers_and_fungi[] = {
    {"文山这边三七烂根，扯起来根根都是黄水", "sanqi", disease},
    {"田七叶子上起圆斑，棚里湿气大", "sanqi", disease},
    {"烟叶进烤房两天了还是烤不黄，青烟多得很", "tobacco", processing},
    {"烤烟叶子花叶，是不是病毒病", "tobacco", disease},
    {"烟苗上有蚜虫，叶子都卷起来了", "tobacco", pest},
    {"我家茶树嫩叶边上发红卷起来，小绿叶蝉多得很", "tea", pest},
    {"春茶鲜叶采回来杀青老是糊锅，咋个掌握", "tea", processing},
    {"今年古树茶价格跌得凶，老板都不来收", "tea", market},
    {"咖啡叶子背面有黄色的粉，掉叶子，是不是锈病", "coffee", disease},
    {"咖啡鲜果水洗发酵几个小时合适", "coffee", processing},
    {"甘蔗心叶枯死，剥开里头有螟虫", "sugarcane", pest},
    {"蔗地干旱得很，两个月没下雨，蔗苗都干死了", "sugarcane", weather},
    {"胶树叶子上白粉病严重，嫩叶都掉了", "rubber", disease},
    {"橡胶树割胶一刀割多深", "rubber", technique},
    {"大棚玫瑰叶子上一层白粉，黑斑病也有", "rose", disease},
    {"承包山上的牛肝菌，别人乱捡，找哪个部门管", "wild_fungi", policy},
    {"油菜打了除草剂以后叶子发黄，不长了，是不是药害", "rapeseed", pesticide_injury},
    {"小草坝天麻挖起来烂窝，菌材上长杂菌", "tianma", disease},
    {"重楼籽咋个催芽，两年都不出苗", "chonglou", technique},
    {"羊肚菌播种多少天摆营养袋", "morel", technique},
    {"黑皮鸡枞大棚里温度控制多少", "jizong", technique},
    {"龙陵石斛今年卖给哪个，鲜条多少钱一公斤", "dendrobium", market},
    {"核桃树下套种的花生叶子上好多斑点", "peanut", disease},
    {"我们茶园里间作的坚果没事，就是茶叶叶子上有饼病鼓泡", "tea", disease},
    {"三期苗被土蚕咬断了", "sanqi", pest},
    {"虫楼叶子上长黑斑", "chonglou", disease},
    {"考烟遭水淹了，还能不能救", "tobacco", weather, Urgency::urgent},
    {"康乃馨茎基部腐烂，一碰就断", "carnation", disease},
    {"百合种球怎么贮藏，冷库几度", "lily", processing},
    {"灯盏花什么时候采收产量高", "erigeron", technique},
    {"砂仁不结果，要不要人工授粉", "amomum", technique},
    {"桑叶上一层白粉，蚕吃了会不会有事", "mulberry", disease},
    {"烤烟移栽二十天，叶子发黄不长，追什么肥", "tobacco", nutrition},
    {"烟地遭冰雹打了，叶子全部打通，要不要留杈烟", "tobacco", weather, Urgency::urgent},
    {"茶园台地茶改成生态茶，要留多少棵，怎么修剪", "tea", technique},
    {"茶苗什么时候栽成活率高", "tea", technique},
    {"有机茶认证去哪里办手续", "tea", policy},
    {"咖啡树干上有虫眼，锯末一样的粉掉下来，树就枯死了", "coffee", pest},
    {"海拔1300米种卡蒂姆好还是瑰夏好", "coffee", variety},
    {"咖啡老树要不要截干复壮更新", "coffee", technique},
    {"三七能不能连作，要隔几年", "sanqi", technique},
    {"三七黑斑病、根腐病用什么药，不要高毒的", "sanqi", disease},
    {"雪把三七棚压垮了", "sanqi", weather},
    {"滇重楼现在多少钱一公斤，还有没有人要", "chonglou", market},
    {"天麻仿野生种植要多少菌材", "tianma", technique},
    {"甘蔗良种补贴一亩补多少", "sugarcane", policy},
    {"宿根蔗怎么管理，要不要破垄松蔸", "sugarcane", technique},
    {"橡胶割面干涸，不出胶，是不是死皮病", "rubber", disease},
    {"玫瑰花苞里全是蓟马", "rose", pest},
    {"鲜花没人要，玫瑰一块钱一把都卖不掉", "rose", market},
    {"康乃馨上有红蜘蛛，叶子发白", "carnation", pest},
    {"绣球怎么调蓝", "hydrangea", technique},
    {"羊肚菌长白霉，菇脚烂", "morel", disease},
    {"香菇菌棒长绿霉", "shiitake", disease},
    {"铁皮石斛被蜗牛吃了", "dendrobium", pest},
    {"当归早抽薹怎么防", "angelica", technique},
    {"茯苓怎么接种，用松木段还是松蔸", "polyporus", technique},
    {"党参烂根", "codonopsis", disease},
    {"灯盏花霜霉病", "erigeron", disease},
    {"金银花蚜虫多，快开花了能打药吗", "honeysuckle", pest},
    {"桉树砍了要不要办采伐证", "eucalyptus", policy},
};

void expect_understood(const Sentence& sentence)
{
    SCOPED_TRACE(sentence.text);
    const auto understanding = understood(sentence.text);
    EXPECT_EQ(understanding.crop(), sentence.crop);
    EXPECT_EQ(name_of(understanding.kind), name_of(sentence.kind));
    EXPECT_EQ(name_of(understanding.urgency), name_of(sentence.urgency));
}

TEST(PlantSentences, FieldCropReachesTheRightPeople)
{
    for (const auto& sentence : field_crops) expect_understood(sentence);
}

TEST(PlantSentences, TreeCropReachesTheRightPeople)
{
    for (const auto& sentence : fruit_nuts_and_spices) expect_understood(sentence);
}

TEST(PlantSentences, TeaTobaccoHerbsFlowersAndFungiReachTheRightPeople)
{
    for (const auto& sentence : industrial_crops_herbs_flowers_and_fungi) expect_understood(sentence);
}

}  // namespace
}  // namespace agri110::triage
