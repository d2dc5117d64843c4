/* action/table.h -- what every action is made with. */
#ifndef ACTION_TABLE_H
#define ACTION_TABLE_H

#include "base/text.h"

#include "action/action.h"

#endif
