# Reads a matrix from a file of doubles, row after row; prints seconds of fpc::clusterboot with so many refits for each k.
suppressMessages(library(fpc))
given <- commandArgs(trailingOnly = TRUE)
rows <- as.integer(given[2])
columns <- as.integer(given[3])
refits <- as.integer(given[4])
x <- matrix(readBin(given[1], "double", rows * columns), rows, columns, byrow = TRUE)
set.seed(1)
for (k in 2:10) {
  time <- system.time(suppressWarnings(clusterboot(
    x, B = refits, bootmethod = "boot", clustermethod = kmeansCBI, k = k, runs = 1, count = FALSE
  )))
  cat(k, time[["elapsed"]], time[["user.self"]] + time[["sys.self"]], "\n")
}
