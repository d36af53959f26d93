// A script of its own, since the browser paints between one script and the next: what can wait for the first drawing.

document.body.classList.add("drawn"); // before all else: without the scripts above the tables are still to be seen
drawn = true;
showTables();
