//! The preview: files and a day go in, a browser on this machine sees the handbook, and sees it again after every change.
