/* catalogue.c -- msgfmt's .mo file: two tables of (length, offset), the msgids in the
 * order of strcmp(), their translations beside them.  The file is mapped, so that hundreds
 * of desks share it; every offset is checked before it is used.
 */
#include "base/catalogue.h"

#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/str.h"

#define MAGIC 0x950412deu

/* The head of the file, each a number of four bytes. */
enum { AT_MAGIC = 0, AT_REVISION = 4, AT_COUNT = 8, AT_MSGIDS = 12, AT_TEXTS = 16 };
#define HEAD_SIZE 28

static struct {
	const char *bytes; /* NULL while none is open */
	size_t size;
	uint32_t count, msgids, texts;
	bool swapped; /* made on a machine of the other byte order */
} open_one;

static uint32_t
number(size_t at)
{
	uint32_t n;

	memcpy(&n, open_one.bytes + at, sizeof n);
	return open_one.swapped ? __builtin_bswap32(n) : n;
}

/* Has the table of `count` entries at `at` its place in the file? */
static bool
table_fits(uint32_t at)
{
	return at <= open_one.size && open_one.count <= (open_one.size - at) / 8;
}

/* Entry i of a table; NULL where it does not lie, with its NUL, in the file. */
static const char *
entry(uint32_t table, uint32_t i)
{
	uint32_t len = number(table + (size_t)i * 8);
	uint32_t at = number(table + (size_t)i * 8 + 4);

	if (at >= open_one.size || len >= open_one.size - at ||
	    open_one.bytes[at + len] != '\0')
		return NULL;
	return open_one.bytes + at;
}

static bool
mo_head_read(void)
{
	uint32_t magic = number(AT_MAGIC);

	open_one.swapped = magic == __builtin_bswap32(MAGIC);
	if ((magic != MAGIC && !open_one.swapped) || number(AT_REVISION) >> 16 != 0)
		return false;
	open_one.count = number(AT_COUNT);
	open_one.msgids = number(AT_MSGIDS);
	open_one.texts = number(AT_TEXTS);
	return table_fits(open_one.msgids) && table_fits(open_one.texts);
}

static void
close_it(void)
{
	if (open_one.bytes)
		(void)munmap((void *)(uintptr_t)open_one.bytes, open_one.size);
	memset(&open_one, 0, sizeof open_one);
}

static bool
map(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat st;
	void *p = MAP_FAILED;

	if (fd < 0)
		return false;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size >= HEAD_SIZE)
		p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	(void)close(fd);
	if (p == MAP_FAILED)
		return false;
	open_one.bytes = p;
	open_one.size = (size_t)st.st_size;
	if (mo_head_read())
		return true;
	close_it();
	return false;
}

/* zh_CN.UTF-8@x, then zh_CN, then zh. */
static bool
open_language(const char *dir, const char *language, const char *domain)
{
	static const char *const ends[] = { "", "@", ".@", "_.@" };
	char name[64], path[PATH_MAX];
	size_t i;

	for (i = 0; i < sizeof ends / sizeof *ends; i++) {
		str_copy(name, sizeof name, language);
		if (*ends[i])
			name[strcspn(name, ends[i])] = '\0';
		if (str_format(path, sizeof path, "%s/%s/LC_MESSAGES/%s.mo", dir, name,
			       domain) &&
		    map(path))
			return true;
	}
	return false;
}

/* The sentences in the sources are English: that needs no catalogue. */
static bool
is_own(const char *language)
{
	return str_eq(language, "C") || str_eq(language, "POSIX") ||
	       str_eq(language, "en") || str_starts(language, "en_") ||
	       str_starts(language, "C.");
}

bool
catalogue_open(const char *dir, const char *languages, const char *domain)
{
	char one[64];
	size_t n;

	close_it();
	for (; *languages; languages += n + (languages[n] == ':')) {
		n = strcspn(languages, ":");
		if (n == 0 || n >= sizeof one || memchr(languages, '/', n))
			continue;
		memcpy(one, languages, n);
		one[n] = '\0';
		if (is_own(one) || open_language(dir, one, domain))
			return true;
	}
	return false;
}

const char *
catalogue_text(const char *msgid)
{
	uint32_t low = 0, high = open_one.count, mid;
	const char *found;
	int order;

	if (str_empty(msgid)) /* the entry of "" is the catalogue's own head */
		return msgid;
	while (low < high) {
		mid = low + (high - low) / 2;
		found = entry(open_one.msgids, mid);
		if (!found)
			return msgid;
		order = strcmp(msgid, found);
		if (order == 0) {
			found = entry(open_one.texts, mid);
			return str_empty(found) ? msgid : found;
		}
		if (order < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return msgid;
}
