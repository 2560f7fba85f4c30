/** The command that shells ask for what could follow; it is in no list. */
export const completing = '__complete';
