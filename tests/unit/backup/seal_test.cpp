// Who finds a backup must not learn what farmers wrote; who has the key must get it back, or be told that it is
// damaged.
#include "backup/seal.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/support/temp_folder.hpp"

namespace agri110::backup {
namespace {

namespace fs = std::filesystem;

Key a_key(unsigned char filled_with)
{
    Key key;
    key.fill(filled_with);
    return key;
}

const std::string content = "13900000001 leaves turn yellow";

TEST(Sealed, ComesBackOnlyUnchangedUnderItsNameWithItsKey)
{
    const Seal seal(a_key(1));
    const auto name = seal.name_of(content);
    const auto closed = seal.close(name, content);
    EXPECT_EQ(seal.open(name, closed), content);
    for (std::size_t i = 0; i < closed.size(); ++i) {
        auto changed = closed;
        changed[i] ^= 1;
        EXPECT_FALSE(seal.open(name, changed)) << "byte " << i;
        EXPECT_FALSE(seal.open(name, closed.substr(0, i))) << "cut at " << i;
    }
    EXPECT_FALSE(seal.open(seal.name_of("another"), closed)) << "a piece could be put in another's place";
    EXPECT_FALSE(Seal(a_key(2)).open(name, closed));
}

TEST(Sealed, EmptyContentToo)
{
    const Seal seal(a_key(1));
    const auto name = seal.name_of("");
    EXPECT_EQ(seal.open(name, seal.close(name, "")), "");
}

TEST(Sealed, ShowsNeitherContentNorTheSameBytesTwice)
{
    const Seal seal(a_key(1));
    const auto name = seal.name_of(content);
    const auto closed = seal.close(name, content);
    EXPECT_EQ(closed.find("139"), std::string::npos);
    EXPECT_NE(closed, seal.close(name, content));
}

TEST(Sealed, NamesDoNotTellWhoseContentItIs)
{
    const auto name = Seal(a_key(1)).name_of(content);
    EXPECT_EQ(name, Seal(a_key(1)).name_of(content)) << "the same would be stored twice";
    EXPECT_NE(name, Seal(a_key(2)).name_of(content));
    EXPECT_NE(name, Seal().name_of(content)) << "whoever has a photo could look whether it is in the backup";
    EXPECT_NE(name, Seal(a_key(1)).name_of(content + "."));
}

TEST(Sealed, AKeyIsKnownAgainButNotShown)
{
    const Seal seal(a_key(1));
    EXPECT_EQ(seal.mark(), Seal(a_key(1)).mark());
    EXPECT_NE(seal.mark(), Seal(a_key(2)).mark());
    EXPECT_EQ(seal.mark().find("0101"), std::string::npos);
    EXPECT_EQ(Seal().mark(), "open");
}

TEST(Open, PiecesLieThereAsTheyAre)
{
    const Seal seal;
    EXPECT_EQ(seal.close("name", content), content);
    EXPECT_EQ(seal.open("name", content), content);
    // BLAKE2b-256 of nothing, as b2sum -l 256 prints it.
    EXPECT_EQ(seal.name_of(""), "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
}

class KeyFile : public testing::Test {
protected:
    fs::path file() const { return folder_.path() / "key"; }
    std::string complaint() const
    {
        try {
            read_key_file(file());
            return {};
        } catch (const std::runtime_error& error) {
            return error.what();
        }
    }

private:
    TempFolder folder_;
};

TEST_F(KeyFile, IsMadeOnceForItsOwnerOnly)
{
    make_key_file(file());
    const auto key = read_key_file(file());
    EXPECT_EQ(fs::status(file()).permissions(), fs::perms::owner_read | fs::perms::owner_write);
    EXPECT_THROW(make_key_file(file()), std::system_error) << "all backups sealed with the first would be lost";
    EXPECT_EQ(read_key_file(file()), key);
}

TEST_F(KeyFile, ThatEverybodyCanReadOrThatHoldsNoneIsRefused)
{
    EXPECT_NE(complaint().find("No such file"), std::string::npos);
    make_key_file(file());
    fs::permissions(file(), fs::perms::others_read, fs::perm_options::add);
    EXPECT_NE(complaint().find("everybody"), std::string::npos);
    fs::permissions(file(), fs::perms::others_read, fs::perm_options::remove);
    for (const auto* text : {"", "agri110 backup key 1\n", "agri110 backup key 1\nabcd\n", "secret\n"}) {
        std::ofstream(file()) << text;
        EXPECT_NE(complaint().find("holds no key"), std::string::npos) << text;
    }
}

}  // namespace
}  // namespace agri110::backup
