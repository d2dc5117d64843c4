/* wire/message.c -- the names of messages and states, and refusals as sentences. */
#include "wire/message.h"

#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"

static const char *const names[] = {
	[MSG_HELLO] = "hello",	     [MSG_TELL] = "tell",	[MSG_ASK] = "ask",
	[MSG_CANCEL] = "cancel",     [MSG_DRAFT] = "draft",	[MSG_DROP] = "drop",
	[MSG_WITHDRAW] = "withdraw", [MSG_RETRY] = "retry",	[MSG_RENEW] = "renew",
	[MSG_BYE] = "bye",	     [MSG_WELCOME] = "welcome", [MSG_NO] = "no",
	[MSG_KEPT] = "kept",	     [MSG_RENEWED] = "renewed", [MSG_ROWS] = "rows",
	[MSG_DRAFTED] = "drafted",   [MSG_SETTLED] = "settled", [MSG_LINK] = "link",
	[MSG_NEWS] = "news",	     [MSG_WORD] = "word",
};
_Static_assert(ARRAY_LEN(names) == MSG__MAX, "a message lacks a name");

static const char *const links[] = {
	[LINK_DOWN] = "down",
	[LINK_CONNECTING] = "connecting",
	[LINK_UP] = "up",
	[LINK_AUTH] = "auth",
};
_Static_assert(ARRAY_LEN(links) == LINK__MAX, "a link state lacks a name");

static const char *const agreements[] = {
	[AGREE_CHECKING] = "checking",
	[AGREE_YES] = "yes",
	[AGREE_NO] = "no",
};
_Static_assert(ARRAY_LEN(agreements) == AGREE__MAX, "an agreement lacks a name");

static const struct {
	const char *name, *label;
} states[] = {
	[OP_QUEUED] = { "queued", N_("waiting to be sent") },
	[OP_SENT] = { "sent", N_("sent, not answered yet") },
	[OP_APPLIED] = { "applied", N_("arrived") },
	[OP_REFUSED] = { "refused", N_("refused: to be mended") },
	[OP_CONFLICT] = { "conflict", N_("changed by somebody else meanwhile") },
	[OP_HELD] = { "held", N_("held behind an earlier one of this ticket") },
	[OP_ADMIN] = { "admin", N_("needs the administrator") },
	[OP_WITHDRAWN] = { "withdrawn", N_("withdrawn") },
};
_Static_assert(ARRAY_LEN(states) == OP__MAX, "a state lacks a name");

enum message
message_kind(const json_t *m)
{
	const char *name = json_text(m, "m");
	int i;

	for (i = 0; i < MSG__MAX; i++)
		if (str_eq(names[i], name))
			return (enum message)i;
	return MSG__MAX;
}

const char *
message_name(enum message m)
{
	return m < MSG__MAX ? names[m] : "";
}

const char *
link_name(enum link_state s)
{
	return s < LINK__MAX ? links[s] : "";
}

const char *
agreement_name(enum agreement a)
{
	return a < AGREE__MAX ? agreements[a] : "";
}

const char *
op_state_name(enum op_state s)
{
	return s < OP__MAX ? states[s].name : "";
}

const char *
op_state_label(enum op_state s)
{
	return s < OP__MAX ? _(states[s].label) : "";
}

enum op_state
op_state_named(const char *name)
{
	int i;

	for (i = 0; i < OP__MAX; i++)
		if (str_eq(states[i].name, name))
			return (enum op_state)i;
	return OP__MAX;
}

void
msg_words(char *out, size_t size, const char *msgid, const json_t *args)
{
	const char *texts[8];
	char numbers[8][24];
	size_t i, n = json_is_array(args) ? json_array_size(args) : 0;
	const json_t *arg;

	if (n > ARRAY_LEN(texts))
		n = ARRAY_LEN(texts);
	for (i = 0; i < n; i++) {
		arg = json_array_get(args, i);
		texts[i] = "";
		if (json_is_string(arg))
			texts[i] = json_string_value(arg);
		if (!json_is_integer(arg))
			continue;
		str_format(numbers[i], sizeof numbers[i], "%lld",
			   (long long)json_integer_value(arg));
		texts[i] = numbers[i];
	}
	if (str_empty(msgid)) {
		str_copy(out, size, "");
		return;
	}
	text_fill(out, size, msgid, texts, n);
}
