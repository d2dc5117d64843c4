/* picker.c -- one question per key; an answer to an older text never passes for the
 * present one. */
#include "ui/part/picker.h"

#include <string.h>

#include "base/str.h"
#include "base/text.h"
#include "base/utf8.h"

#include "query/pick.h"

#include "ui/part/whole.h"

#define LONGEST 600 /* bytes of a candidate's line */
#define LISTED	50 /* one more is asked for, so that the end of the list is known */

static bool
is_trader(const char *table)
{
	return str_eq(table, "trader");
}

/* Out of the ticket's own document: nobody is asked. */
static void
look_up_here(struct ui *ui, struct answer *answer, const struct picking *what)
{
	json_t *rows =
		what->ticket ? part_rows(what->ticket, what->table) : json_array();
	size_t i;

	for (i = json_array_size(rows); i-- > 0;) {
		const json_t *row = json_array_get(rows, i);
		const char *code = json_string_value(json_array_get(row, 0));
		const char *name = json_string_value(json_array_get(row, 1));

		if (*what->text && !strstr(code, what->text) &&
		    !strstr(name, what->text))
			json_array_remove(rows, i);
	}
	ui_forget(ui, answer);
	answer->query = query_named("pick");
	answer->rows = rows_read(answer->query, rows);
	json_decref(rows);
}

void
picker_look_up(struct ui *ui, struct answer *answer, const struct picking *what,
	       const char *limit)
{
	if (part_is_list(what->table))
		look_up_here(ui, answer, what);
	else if (is_trader(what->table))
		ui_ask(ui, answer, "trader",
		       json_pack("{s:s, s:s, s:s}", "text", what->text, "near",
				 ui_state(ui)->me.unit, "limit", limit),
		       NULL);
	else
		ui_ask(ui, answer, "pick",
		       json_pack("{s:s, s:s, s:s, s:s}", "table", what->table, "text",
				 what->text, "parent", what->within, "limit", limit),
		       NULL);
}

void
picker_ask(struct picker *p, struct ui *ui, const char *text)
{
	str_copy(p->asked, sizeof p->asked, text);
	p->came = false;
	picker_look_up(ui, &p->answer,
		       &(struct picking){ p->table, p->within, p->asked, p->ticket },
		       "51");
	p->came = !p->answer.waiting;
	p->cursor = p->top = 0;
	p->open_choice = p->moved = false;
}

void
picker_open(struct picker *p, struct ui *ui, const struct picking *what)
{
	p->open = true;
	if (!str_eq(p->table, what->table)) {
		rows_free(p->answer.rows);
		p->answer.rows = NULL;
	}
	str_copy(p->table, sizeof p->table, what->table);
	str_copy(p->within, sizeof p->within, what->within);
	p->ticket = what->ticket;
	p->next = NULL;
	picker_ask(p, ui, what->text);
}

void
picker_close(struct picker *p, struct ui *ui)
{
	if (p->open)
		ui_damage(ui, DAMAGE_SCREEN);
	p->open = false;
	ui_forget(ui, &p->answer);
}

bool
picker_is_fresh(const struct picker *p, const char *text)
{
	return p->answer.rows && !p->answer.waiting && str_eq(p->asked, text);
}

bool
picker_is_open_choice(const char *table, const struct answer *answer, const char *text)
{
	return *text && pick_is_place(table) && answer->rows && answer->rows->n > 1 &&
	       pick_only(answer->rows, text) < 0;
}

void
picker_come(struct picker *p)
{
	p->came = true;
	p->more = picker_count(p) > LISTED;
	while (picker_count(p) > LISTED)
		rows_drop(p->answer.rows, picker_count(p) - 1);
}

void
picker_judge(struct picker *p)
{
	int only = pick_is_place(p->table) ? pick_only(p->answer.rows, p->asked) : -1;

	p->open_choice = picker_is_open_choice(p->table, &p->answer, p->asked);
	if (only >= 0)
		p->cursor = (size_t)only;
}

size_t
picker_count(const struct picker *p)
{
	return p->answer.rows ? p->answer.rows->n : 0;
}

const char *
picker_read(const struct answer *answer, size_t row, const char *what)
{
	bool trader;

	if (!answer->rows || row >= answer->rows->n)
		return "";
	trader = str_eq(answer->query->name, "trader");
	if (trader && str_eq(what, "code"))
		what = "uscc";
	else if (trader && str_eq(what, "path"))
		what = "address";
	return rows_named(answer->rows, row, what);
}

const char *
picker_cell(const struct picker *p, size_t row, const char *what)
{
	return picker_read(&p->answer, row, what);
}

bool
picker_act(struct picker *p, enum act act)
{
	size_t n = picker_count(p), page = p->height > 1 ? (size_t)p->height - 1 : 1;

	if (act != ACT_UP && act != ACT_DOWN && act != ACT_PAGE_UP &&
	    act != ACT_PAGE_DOWN)
		return false;
	p->moved = n > 0;
	if (p->open_choice) {
		p->open_choice = false; /* the first step marks the first row */
		return true;
	}
	if (act == ACT_UP)
		p->cursor -= p->cursor > 0;
	else if (act == ACT_DOWN)
		p->cursor += p->cursor + 1 < n;
	else if (act == ACT_PAGE_UP)
		p->cursor = p->cursor > page ? p->cursor - page : 0;
	else
		p->cursor = p->cursor + page < n ? p->cursor + page : n ? n - 1 : 0;
	return true;
}

/* Numbers and the codes of the law are for people; a word is the program's own. */
bool
picker_is_word(const char *code)
{
	for (; *code; code++)
		if (*code >= 'a' && *code <= 'z')
			return true;
	return false;
}

static void
candidate_text(const struct picker *p, size_t row, char *out, size_t size)
{
	const char *code = picker_cell(p, row, "code");
	const char *name = picker_cell(p, row, "name");
	const char *path = picker_cell(p, row, "path");

	if (str_eq(path, name))
		path = "";
	if (is_trader(p->table))
		str_format(out, size, " %s  %s  %s", name, path, code);
	else if (picker_is_word(code))
		str_format(out, size, " %s  %s", name, path);
	else
		str_format(out, size, " %-6s %s  %s", code, name, path);
	while (out[0] && out[strlen(out) - 1] == ' ')
		out[strlen(out) - 1] = '\0';
}

static void
draw_candidate(const struct picker *p, struct canvas line, size_t row)
{
	char text[LONGEST];

	candidate_text(p, row, text, sizeof text);
	draw_cell(line, 0, 0, line.cols,
		  row == p->cursor && !p->open_choice ? FACE_BAR : FACE_PLAIN, text);
}

/* Lines below the list for the candidate under the cursor, where any is cut: as many as
 * the longest takes, so that the list stands still. */
static int
lines_below(const struct picker *p, int cols)
{
	char text[LONGEST];
	size_t row;
	int most = 0, lines;

	for (row = 0; row < picker_count(p); row++) {
		candidate_text(p, row, text, sizeof text);
		if (utf8_columns(text, strlen(text)) <= cols)
			continue;
		lines = whole_rows(text + 1, cols - 1);
		most = lines > most ? lines : most;
	}
	return most;
}

int
picker_rows(const struct picker *p, int cols)
{
	int n = (int)picker_count(p);

	return (n < 1 ? 1 : n > 9 ? 9 : n) + 1 + lines_below(p, cols - 2);
}

/* The typed words stand here where no field shows them, and what F7 changes to. */
static void
draw_typed(const struct picker *p, struct canvas line, int left)
{
	char text[sizeof p->asked + 60];
	int x;

	if (!p->next)
		return;
	str_format(text, sizeof text, p->asked[0] ? _(" “%s”%s") : "%s%s", p->asked,
		   _(p->next));
	x = line.cols - 3 - utf8_columns(text, strlen(text));
	if (x <= left && p->asked[0])
		str_format(text, sizeof text, _(" “%s”%s"), p->asked, " ");
	x = line.cols - 3 - utf8_columns(text, strlen(text));
	if (x > left)
		draw_text(line, 0, x, p->asked[0] ? FACE_FOCUS : FACE_DIM, text);
	else if (p->asked[0])
		draw_cell(line, 0, 3, line.cols - 6, FACE_FOCUS, text);
}

void
picker_draw(struct picker *p, struct canvas c)
{
	size_t n = picker_count(p), row;
	int y, below = lines_below(p, c.cols - 2);
	struct canvas rows;
	char foot[120], text[LONGEST];

	if (below > c.rows / 2)
		below = c.rows / 2;
	rows = canvas_part(c, 0, 1, c.rows - 1 - below, c.cols - 2);

	p->height = rows.rows;
	if (p->cursor < p->top)
		p->top = p->cursor;
	if (rows.rows > 0 && p->cursor >= p->top + (size_t)rows.rows)
		p->top = p->cursor - (size_t)rows.rows + 1;
	draw_clear(c);
	draw_upright(c, 0, 0, c.rows);
	draw_upright(c, c.cols - 1, 0, c.rows);
	for (y = 0; y < rows.rows; y++) {
		row = p->top + (size_t)y;
		if (row < n)
			draw_candidate(p, canvas_part(rows, y, 0, 1, rows.cols), row);
	}
	candidate_text(p, p->cursor, text, sizeof text);
	if (below > 0)
		whole_draw(canvas_part(c, c.rows - below, 2, below, c.cols - 3),
			   FACE_FOCUS, *text ? text + 1 : "");
	draw_rule(c, rows.rows);
	if (n == 0 || p->answer.waiting)
		str_copy(foot, sizeof foot,
			 p->answer.waiting    ? _(" asking … ")
			 : p->answer.fault[0] ? p->answer.fault
					      : _(" nothing matches "));
	else if (p->open_choice)
		str_copy(foot, sizeof foot, _(" several: choose with ↑↓, or type on "));
	else
		str_format(
			foot, sizeof foot,
			p->more ? _(" %zu of more than %zu: type on; Enter takes it ")
				: _(" %zu of %zu  Enter takes it, Esc leaves "),
			p->cursor + 1, n);
	draw_text(c, rows.rows, 3, FACE_DIM, foot);
	draw_typed(p, canvas_part(c, rows.rows, 0, 1, c.cols),
		   3 + utf8_columns(foot, strlen(foot)));
}
