/* schema.c -- the store's own schema: the files of sql/local, compiled in, in order. */
#include "schema.h"

#include <stddef.h>

#define SQL_FILE(symbol, path)                        \
	__asm__(".pushsection .rodata\n"              \
		".hidden " #symbol "\n"               \
		".global " #symbol "\n" #symbol ":\n" \
		".incbin \"" path "\"\n"              \
		".byte 0\n"                           \
		".popsection\n");                     \
	extern const char(symbol)[] __attribute__((visibility("hidden")))

SQL_FILE(store_schema_0001, "sql/local/0001_store.sql");
SQL_FILE(store_schema_0002, "sql/local/0002_identity.sql");
SQL_FILE(store_schema_0003, "sql/local/0003_whole.sql");
SQL_FILE(store_schema_0004, "sql/local/0004_offer.sql");

const char *
schema_script(int version)
{
	switch (version) {
	case 1:
		return store_schema_0001;
	case 2:
		return store_schema_0002;
	case 3:
		return store_schema_0003;
	case 4:
		return store_schema_0004;
	default:
		return NULL;
	}
}
