// Placeholder until the page's script is written: makes the sorted tables and folded code work.
export {};
