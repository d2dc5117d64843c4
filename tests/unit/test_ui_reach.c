/* Every field that a form shows can be reached, at 80 by 24: by Tab, and by paging; and no
 * two of them stand in one place, at any width. */
#include <locale.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/str.h"

#include "action/action.h"

#include "unit.h"

#include "ui/part/fieldset.h"
#include "ui/part/fieldset_own.h"
#include "ui/term/term.h"

#define WALL INT64_C(1795400000000)

enum { HEAD = 3, FOOT = 2 }; /* rows of 24 above and below a form of a step */

static struct loop *loop;
static struct conf *conf;
static struct ui *ui;

/* What is typed before: the values on which fields depend. */
static const char *const typed[][8][2] = {
	{ { NULL, NULL } },
	{ { "salesmode", "21" }, { "incform", "2" }, { "received_on", "2026-11-20" } },
	{ { "evegrade", "2" }, { "major", "true" }, { "also_report", "true" } },
	{ { "anon", "true" } },
};

static int
start(void **state)
{
	const struct term_options o = { .theme = "mono", .rows = 24, .cols = 80 };
	char path[] = "/tmp/test-ui-reach-XXXXXX";
	int file = mkstemp(path);
	struct err err = { 0 };

	(void)state;
	(void)signal(SIGPIPE, SIG_IGN);
	setenv("LC_ALL", "C.UTF-8", 1);
	setlocale(LC_ALL, "");
	assert_true(file >= 0);
	dprintf(file, "demo = true; desk = { run = \"/tmp\"; program = "
		      "\"/bin/false\"; };\n");
	close(file);
	chmod(path, 0600);
	if (conf_load(&conf, path, &err) != DONE || term_start(&o, &err) != DONE)
		fail_msg("%s", err.text);
	unlink(path);
	loop = loop_new();
	ui = ui_new(loop, conf);
	ui_fix_clock(ui, WALL);
	return 0;
}

static struct form *
form_of(const struct action *a, unsigned kind, size_t what)
{
	static const char *const kinds[] = { "complaint", "report", "enquiry" };
	struct form *form = action_form(a, NULL, WALL);
	struct rule_context ctx = *form_context(form);
	size_t i;
	int field;

	ctx.need = 1u << kind;
	form_set_context(form, ctx);
	if ((field = form_find(form, "kind")) >= 0)
		form_set(form, (size_t)field, kinds[kind]);
	for (i = 0; i < 8 && typed[what][i][0]; i++)
		if ((field = form_find(form, typed[what][i][0])) >= 0)
			form_set(form, (size_t)field, typed[what][i][1]);
	return form;
}

/* A form on the screen; what a code would ask for is all asked. */
static void
show(struct fieldset *fs, struct form *form, int rows, int cols)
{
	struct rule_context ctx;

	*fs = (struct fieldset){ .form = form };
	fieldset_init(fs, ui);
	ctx = *form_context(form);
	ctx.extra = NULL;
	form_set_context(form, ctx);
	fieldset_layout(fs, cols);
	fieldset_draw(fs, ui, canvas_part(canvas_screen(), HEAD, 0, rows, cols),
		      DAMAGE_ALL);
}

static bool
is_in_view(const struct fieldset *fs, size_t i)
{
	return fs->places[i].row >= fs->top &&
	       fs->places[i].row + fs->places[i].rows <= fs->top + fs->canvas.rows;
}

static void
press(struct fieldset *fs, enum act act)
{
	static const struct key none;

	assert_true(fieldset_act(fs, ui, act, &none));
	fieldset_draw(fs, ui, fs->canvas, DAMAGE_ALL);
}

static void
missed(const struct action *a, const struct fieldset *fs, size_t i, const char *by)
{
	fail_msg("%s,%s is not reached by %s", a->name, form_field(fs->form, i)->name,
		 by);
}

static void
walk_by_tab(const struct action *a, struct fieldset *fs)
{
	bool *met = xcalloc(fs->n + 1, sizeof *met);
	size_t i;

	for (i = 0; i <= fs->n; i++) {
		met[fs->focus] = is_in_view(fs, fs->focus);
		press(fs, ACT_NEXT);
	}
	for (i = 0; i < fs->n; i++)
		if (place_is_open(fs, i) && !met[i])
			missed(a, fs, i, "Tab");
	free(met);
}

static void
walk_by_page(const struct action *a, struct fieldset *fs)
{
	bool *met = xcalloc(fs->n + 1, sizeof *met);
	size_t i, page;

	for (page = 0; page < 12; page++) {
		for (i = 0; i < fs->n; i++)
			met[i] |= is_in_view(fs, i);
		press(fs, ACT_PAGE_DOWN);
	}
	for (i = 0; i < fs->n; i++)
		if (place_is_open(fs, i) && !met[i])
			missed(a, fs, i, "PgDn");
	free(met);
}

static bool
overlap(const struct place *a, const struct place *b)
{
	return a->row < b->row + b->rows && b->row < a->row + a->rows &&
	       a->col < b->col + b->label + b->width &&
	       b->col < a->col + a->label + a->width;
}

static void
stands_alone(const struct action *a, const struct fieldset *fs)
{
	const struct place *p;
	size_t i, k;

	for (i = 0; i < fs->n; i++) {
		p = &fs->places[i];
		if (!place_is_open(fs, i))
			continue;
		if (p->width < 4 || p->label < 4 ||
		    p->col + p->label + p->width > fs->cols)
			fail_msg("%s,%s has no room in %d columns", a->name,
				 form_field(fs->form, i)->name, fs->cols);
		for (k = 0; k < i; k++)
			if (place_is_open(fs, k) && overlap(p, &fs->places[k]))
				fail_msg("%s: %s and %s stand in one place", a->name,
					 form_field(fs->form, k)->name,
					 form_field(fs->form, i)->name);
	}
}

typedef void look_fn(const struct action *, struct fieldset *);

static void
each_form(look_fn *look, int rows, int cols)
{
	const struct action *const *a;
	struct fieldset fs;
	struct form *form;
	unsigned kind;
	size_t what;

	for (a = actions; *a; a++)
		for (kind = 0; (*a)->nfields && kind < 3; kind++)
			for (what = 0; what < ARRAY_LEN(typed); what++) {
				form = form_of(*a, kind, what);
				show(&fs, form, rows, cols);
				look(*a, &fs);
				fieldset_release(&fs, ui);
				form_free(form);
			}
}

static void
test_every_field_is_reached_by_tab(void **state)
{
	(void)state;
	each_form(walk_by_tab, 24 - HEAD - FOOT, 76);
	each_form(walk_by_tab, 24 - HEAD - FOOT, 51);
}

static void
test_every_field_is_reached_by_paging(void **state)
{
	(void)state;
	each_form(walk_by_page, 24 - HEAD - FOOT, 76);
	each_form(walk_by_page, 24 - HEAD - FOOT, 51);
}

static void
look_at_places(const struct action *a, struct fieldset *fs)
{
	stands_alone(a, fs);
}

static void
test_no_two_fields_stand_in_one_place(void **state)
{
	static const int widths[] = { 51, 56, 64, 68, 76, 77 };
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_LEN(widths); i++)
		each_form(look_at_places, 24 - HEAD - FOOT, widths[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_field_is_reached_by_tab),
		cmocka_unit_test(test_every_field_is_reached_by_paging),
		cmocka_unit_test(test_no_two_fields_stand_in_one_place),
	};

	return cmocka_run_group_tests(tests, start, NULL);
}
