/** As it is kept and compared: two spellings of an address are one account. */
export const foldEmail = (email: string): string => email.trim().toLowerCase();
