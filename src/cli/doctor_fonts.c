/* doctor_fonts.c -- whether unit names can be printed: gangshao-press, with the fonts of the
 * configuration, lists the characters without a glyph in any font.
 */
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"

#include "admin.h"
#include "child.h"

enum { NAMED_MAX = 30 };

static const char sql_characters[] =
	"select string_agg(distinct c, '' order by c) from (select name from core.division "
	"union all select name from core.unit union all select label from core.operator) n, "
	"unnest(string_to_array(name, null)) c";

/* "㟃 U+37C3, …": the first of them, and how many there are. */
static void
name_characters(struct str *out, const struct str *lacking)
{
	size_t at, n, count = 0;
	uint32_t cp;

	for (at = 0; at < lacking->len; at += n, count++) {
		n = utf8_decode(lacking->s + at, lacking->len - at, &cp);
		if (count < NAMED_MAX)
			str_addf(out, "%s%.*s U+%04X", count ? ", " : "", (int)n,
				 lacking->s + at, (unsigned)cp);
	}
	if (count > NAMED_MAX)
		str_addf(out, ", … (%zu)", count);
}

/* A machine without a configuration prints with the fonts that gangshao-press names. */
static enum verdict
configured(struct cli *cli, struct err *err)
{
	return conf_exists(cli->conf_path) ? cli_conf(cli, err) : DONE;
}

enum verdict
doctor_fonts(struct admin *admin, struct str *fault, struct err *err)
{
	struct press_order order = { .flag = "--check" };
	struct str text = { 0 }, lacking = { 0 };
	enum verdict v = configured(admin->cli, err);

	if (v == DONE)
		v = admin_value(admin, sql_characters, NULL, &text, err);
	order.conf = admin->cli->conf;
	if (v == DONE)
		v = press_read(&order, &text, &lacking, err);
	if (v == DONE)
		name_characters(fault, &lacking);
	str_release(&lacking);
	str_release(&text);
	return v;
}
