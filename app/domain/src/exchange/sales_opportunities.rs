//! The ready mapping for the data set "sales-opportunities".
