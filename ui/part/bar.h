/* ui/part/bar.h -- the status line above and the hint bar below every screen. */
#ifndef UI_PART_BAR_H
#define UI_PART_BAR_H

#include "ui/screen.h"

void bar_status(struct ui *, struct canvas line);
void bar_hints(struct canvas line, unsigned place);

#endif
