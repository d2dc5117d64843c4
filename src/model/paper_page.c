/* paper_page.c -- a document as pages of lines for a line printer: page numbers at the
 * foot, a form feed after each page. */
#include <string.h>

#include "base/utf8.h"

#include "model/paper.h"

enum { BODY = PAPER_LINES - 4, FOOT = PAPER_LINES - 3 };

/* How much of the text goes onto the next page; a page of its own may end it before. */
static size_t
page_of(const char *s, size_t len, int *lines)
{
	size_t at = 0;

	for (*lines = 0; *lines < BODY && at < len && s[at] != '\f'; ++*lines)
		at += strcspn(s + at, "\n") + 1;
	return at < len ? at : len;
}

static size_t
behind(const char *s, size_t len, size_t at)
{
	return at < len && s[at] == '\f' ? at + 1 : at;
}

static int
count_pages(const struct str *text)
{
	size_t at = 0, n;
	int pages = 0, lines;

	do {
		n = page_of(text->s + at, text->len - at, &lines);
		at = behind(text->s, text->len, at + n);
		pages++;
	} while (at < text->len);
	return pages;
}

/* At the outer side, one character in: odd pages at the right, even ones at the left. */
static void
put_foot(struct str *out, int lines, int page)
{
	enum { IN = 2 };
	struct str foot = { 0 };
	int blank = IN;

	for (; lines < FOOT; lines++)
		str_addc(out, '\n');
	str_addf(&foot, "— %d —", page);
	if (page % 2)
		blank = PAPER_WIDTH - IN - utf8_columns(foot.s, foot.len);
	for (; blank > 0; blank--)
		str_addc(out, ' ');
	str_addf(out, "%s\n\f", str_text(&foot));
	str_release(&foot);
}

void
paper_remark(char *out, size_t size, bool voided, bool masked)
{
	str_format(out, size, "%s%s", voided ? "【本文书已作废】" : "",
		   masked ? "【来电人信息已隐去】" : "");
}

int
paper_pages(struct str *out, const struct paper *p, const char *remark)
{
	const struct paper_look look = { PAPER_WIDTH, "\f" };
	struct str text = { 0 };
	size_t at = 0, n;
	int page, pages, lines;

	if (*remark)
		str_addf(&text, "%s\n", remark);
	paper_text(&text, p, &look);
	pages = count_pages(&text);
	for (page = 1; page <= pages; page++) {
		n = page_of(text.s + at, text.len - at, &lines);
		str_addn(out, text.s + at, n);
		put_foot(out, lines, page);
		at = behind(text.s, text.len, at + n);
	}
	str_wipe(&text);
	return pages;
}
