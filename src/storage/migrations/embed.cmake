# Writes all migrations as one C++ source: the number is the file's leading digits.
set(rows "")
foreach(file IN LISTS FILES)
  get_filename_component(name ${file} NAME_WE)
  string(REGEX MATCH "^[0-9]+" number ${name})
  math(EXPR version "${number}")
  file(READ ${file} sql)
  string(APPEND rows "    {${version}, \"${name}\", R\"sql(${sql})sql\"},\n")
endforeach()
file(WRITE ${OUTPUT} "#include \"storage/migrations.hpp\"

namespace agri110::storage {
namespace {
constexpr Migration migrations[] = {
${rows}};
}  // namespace

std::span<const Migration> all_migrations()
{
    return migrations;
}
}  // namespace agri110::storage
")
