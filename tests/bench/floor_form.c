/* floor_form.c -- what a terminal costs with nothing around it: a form of plain libform
 * fields, a list of 1,000 rows, a page of text.  F2, F3, F4 choose; F10 ends.
 */
#include <form.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIELDS 20
#define ROWS   1000

enum view { VIEW_FORM = KEY_F(2), VIEW_LIST = KEY_F(3), VIEW_PAGE = KEY_F(4) };

static FIELD *fields[2 * FIELDS + 1];
static FORM *form;
static int view, cur, top;

static const char *const labels[] = { "来电号码", "姓名",     "性别", "通讯地址",
				      "类型",	  "被投诉方", "金额", "购买日",
				      "诉求",	  "承办单位" };
static const char words[] = "消费者反映在该店购买的食品包装破损商家拒绝退换要求退货并"
			    "赔偿损失请尽快核实处理并予以答复";

static void
frame(const char *name)
{
	erase();
	attron(A_REVERSE);
	mvhline(0, 0, ' ', COLS);
	mvaddstr(0, 1, name);
	attroff(A_REVERSE);
	mvaddstr(LINES - 1, 0, "F2 登记  F3 工单  F4 详情  F10 退出");
}

static void
row(int i)
{
	int y = i - top + 1;

	if (i == cur)
		attron(A_REVERSE);
	mvhline(y, 0, ' ', COLS);
	mvprintw(y, 1, "%08d  11-%02d %02d:%02d  投诉  %.36s", 20260000 + i, i % 28 + 1,
		 i % 24, i % 60, words + 3 * (i % 12));
	if (i == cur)
		attroff(A_REVERSE);
}

static void
list(void)
{
	int i;

	for (i = top; i < top + LINES - 2 && i < ROWS; i++)
		row(i);
}

static void
page(void)
{
	int i;

	for (i = 0; i < LINES - 3; i++)
		mvprintw(i + 1, 2, "%s：%s", labels[i % 10], words + 3 * (i % 7));
}

static void
show(int which)
{
	if (view == VIEW_FORM)
		unpost_form(form);
	view = which;
	curs_set(view == VIEW_FORM);
	if (view == VIEW_FORM) {
		frame("来电登记");
		post_form(form);
		pos_form_cursor(form);
	} else if (view == VIEW_LIST) {
		frame("工单列表");
		list();
	} else {
		frame("工单详情");
		page();
	}
}

static void
step(int by)
{
	int old = cur, before = top, high = LINES - 2;

	cur += by;
	cur = cur < 0 ? 0 : cur >= ROWS ? ROWS - 1 : cur;
	if (cur < top)
		top = cur;
	if (cur >= top + high)
		top = cur - high + 1;
	if (top == before) {
		row(old);
		row(cur);
	} else {
		list();
	}
}

static void
make_form(void)
{
	int i, y;

	for (i = 0; i < FIELDS; i++) {
		y = i % (LINES - 3);
		fields[2 * i] = new_field(1, 12, y, 1, 0, 0);
		set_field_buffer(fields[2 * i], 0, labels[i % 10]);
		field_opts_off(fields[2 * i], O_ACTIVE);
		fields[2 * i + 1] = new_field(1, 60, y, 14, 0, 0);
		field_opts_off(fields[2 * i + 1], O_AUTOSKIP | O_STATIC);
	}
	form = new_form(fields);
	set_form_win(form, stdscr);
	set_form_sub(form, derwin(stdscr, LINES - 2, COLS, 1, 0));
}

static void
type(int got, wint_t w)
{
	if (got == KEY_CODE_YES && w == KEY_BACKSPACE)
		form_driver(form, REQ_DEL_PREV);
	else if (w == '\t' || w == '\r')
		form_driver(form, REQ_NEXT_FIELD);
	else if (w == 127)
		form_driver(form, REQ_DEL_PREV);
	else
		form_driver_w(form, got, (wchar_t)w);
}

int
main(void)
{
	wint_t w;
	int got;

	setlocale(LC_ALL, "");
	set_escdelay(25);
	initscr();
	cbreak();
	nonl();
	noecho();
	keypad(stdscr, TRUE);
	make_form();
	show(VIEW_FORM);
	refresh();
	while ((got = get_wch(&w)) != ERR && !(got == KEY_CODE_YES && w == KEY_F(10))) {
		if (got == KEY_CODE_YES && w >= VIEW_FORM && w <= VIEW_PAGE)
			show((int)w);
		else if (view == VIEW_FORM)
			type(got, w);
		else if (view == VIEW_LIST && got == KEY_CODE_YES)
			step(w == KEY_DOWN ? 1 : w == KEY_UP ? -1 : 0);
		refresh();
	}
	endwin();
	return 0;
}
