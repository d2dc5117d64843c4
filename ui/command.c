/* command.c -- runs the line after ":".  The top screen's own commands come first, then the
 * common ones of this file.
 */
#include <string.h>

#include "base/str.h"
#include "base/text.h"

#include "ui/own.h"

const char *const command_words[] = { "a ",	    "call",  "d ",     "drafts",
				      "export csv", "find ", "help",   "limit ",
				      "lock",	    "open ", "outbox", "password",
				      "pile",	    "q",     "quit",   "search ",
				      "ticket ",    NULL };

typedef void verb_fn(struct ui *, const char *rest);

static void
verb_call(struct ui *ui, const char *rest)
{
	ui_open(ui, "intake", &(struct opening){ .text = rest });
}

static void
verb_help(struct ui *ui, const char *rest)
{
	ui_open(ui, "help", &(struct opening){ .text = rest, .place = ui_place(ui) });
}

static void
verb_outbox(struct ui *ui, const char *rest)
{
	(void)rest;
	ui_open(ui, "outbox", &(struct opening){ 0 });
}

static void
verb_pile(struct ui *ui, const char *rest)
{
	(void)rest;
	ui_open(ui, "pile", &(struct opening){ 0 });
}

static void
verb_search(struct ui *ui, const char *rest)
{
	ui_open(ui, "search", &(struct opening){ .text = rest });
}

static void
verb_quit(struct ui *ui, const char *rest)
{
	(void)rest;
	ui_leave(ui);
}

static void
verb_password(struct ui *ui, const char *rest)
{
	(void)rest;
	ui_open(ui, "password", &(struct opening){ .text = ui_state(ui)->me.name });
}

static void
verb_lock(struct ui *ui, const char *rest)
{
	(void)rest;
	ui_lock(ui);
}

static const struct {
	const char *verb;
	verb_fn *run;
} verbs[] = {
	{ "call", verb_call },
	{ "help", verb_help },
	{ "h", verb_help },
	{ "outbox", verb_outbox },
	{ "pile", verb_pile },
	{ "drafts", verb_pile },
	{ "search", verb_search },
	{ "ticket", verb_search },
	{ "open", verb_search },
	{ "q", verb_quit },
	{ "quit", verb_quit },
	{ "lock", verb_lock },
	{ "password", verb_password },
};

void
command_run(struct screen *screen, struct ui *ui, const char *text)
{
	char verb[32];
	size_t i, n;

	if (str_empty(text))
		return;
	n = strcspn(text, " ");
	str_format(verb, sizeof verb, "%.*s", (int)n, text);
	text += n + strspn(text + n, " ");
	if (screen->cls->command && screen->cls->command(screen, ui, verb, text))
		return;
	for (i = 0; i < ARRAY_LEN(verbs); i++)
		if (str_eq(verbs[i].verb, verb)) {
			verbs[i].run(ui, text);
			return;
		}
	ui_say(ui, FACE_WARN, _("No command \"%s\"; Tab shows the commands."), verb);
}
