"""Put a build's files in their place: all of them in one step, or none.

opened           the folder that readers read: one build whole, whatever is built meanwhile
publication      a build under way: a folder beside, then `publish()`
step_back        the build before, again
files            one file written whole; a ZIP archive that is the same bytes each time

    output/
      .builds/7/      a build, never changed once published; the one before is kept beside it
        files/        its real files, and nothing else
        checksums     of those that dataset.ttl does not state; followed: the number of the build before it
      .current        -> .builds/7/files: published is what this link says, and one rename(2) changes it
      graph.html      -> .current/graph.html, and so each file; they are made once and stay
      .lock           who is building, while somebody is

The layout is that of Kubernetes' AtomicWriter (pkg/volume/util/atomic_writer.go).
"""

from dhrgraph.publish.opened import opened
from dhrgraph.publish.output.files import write_file, write_pieces, zipped
from dhrgraph.publish.output.lock import BusyError, Holder, holder
from dhrgraph.publish.output.publication import Staged, publication, step_back

__all__ = [
    "BusyError",
    "Holder",
    "Staged",
    "holder",
    "opened",
    "publication",
    "step_back",
    "write_file",
    "write_pieces",
    "zipped",
]
