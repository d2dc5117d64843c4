/* Text of any kind: cleaned, narrowed, shown.  Whatever came in, what is shown is valid
 * and holds no control; what is cleaned stays as it is when cleaned again.
 */
#include <stdint.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/str.h"
#include "base/utf8.h"
#include "base/uuid.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool truth)
{
	if (!truth)
		abort();
}

static void
shown(const char *s, size_t len)
{
	struct str out = { 0 };
	uint32_t cp;
	size_t at, n;

	utf8_visible(&out, s, len);
	must(utf8_valid(str_text(&out), out.len));
	for (at = 0; at < out.len; at += n) {
		n = utf8_decode(out.s + at, out.len - at, &cp);
		must(n > 0 && utf8_class(cp) != UTF8_CONTROL &&
		     utf8_class(cp) != UTF8_INVISIBLE);
	}
	str_release(&out);
}

static void
cleaned(const char *s, size_t len)
{
	struct str once = { 0 }, twice = { 0 }, narrow = { 0 };

	utf8_clean(&once, s, len);
	must(utf8_valid(str_text(&once), once.len));
	utf8_clean(&twice, str_text(&once), once.len);
	must(str_eq(str_text(&once), str_text(&twice)));
	utf8_narrow(&narrow, str_text(&once), once.len);
	must(utf8_valid(str_text(&narrow), narrow.len));
	str_release(&once);
	str_release(&twice);
	str_release(&narrow);
}

static void
walked(const char *s, size_t len)
{
	size_t at = 0, next;
	int used;

	while (at < len) {
		next = utf8_next(s, len, at);
		must(next > at && next <= len);
		must(utf8_prev(s, len, next) < next);
		at = next;
	}
	must(utf8_fit(s, len, (int)(len % 40), &used) <= len);
	must(used <= (int)(len % 40));
	must(utf8_columns(s, len) >= 0 && utf8_count(s, len) <= len);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *s = malloc(size + 1);
	struct uuid id;
	int64_t wall;
	size_t i;

	if (!s)
		return 0;
	for (i = 0; i < size; i++)
		s[i] = (char)data[i];
	s[size] = '\0';
	shown(s, size);
	cleaned(s, size);
	walked(s, size);
	(void)uuid_parse(s, &id);
	(void)day_parse(s);
	(void)stamp_parse(s, &wall);
	free(s);
	return 0;
}
