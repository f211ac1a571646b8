using SearchCore.TestKit.Corpora;

namespace SearchCore.Proofs.Doubles;

/// <summary>
/// A disk and the memory in front of it. Every file has bytes that reached the disk and bytes that may not have, every folder names of
/// which the same holds; <see cref="Cut"/> says what a power cut could leave. Not thread-safe.
/// </summary>
/// <remarks>
/// As strict as POSIX allows: syncing a file keeps its bytes but no name of it, syncing a folder keeps the names in it but not the folder's
/// own
/// in its parent. What was not synced survives in any selection; a rename survives whole or not at all. Bytes that were not synced may be
/// missing
/// from any point on, zero or rubbish, sector by sector. This is what the ALICE study found file systems to do
/// (Pillai and others, "All File Systems Are Not Created Equal", OSDI 2014).
/// </remarks>
internal sealed class DiskModel(string root)
{
    private const int Sector = 512;

    private readonly Folder top = new();

    /// <summary>A disk on which files are already, all of them synced: what <see cref="Cut"/> left.</summary>
    public static DiskModel Holding(string root, IReadOnlyDictionary<string, byte[]> files)
    {
        var disk = new DiskModel(root);
        foreach (var (name, bytes) in files)
        {
            var (folder, last) = disk.Place(Path.Combine(root, name.TrimEnd('/')));
            if (name.EndsWith('/'))
            {
                folder.Live.TryAdd(last, new Folder());
                folder.Durable.TryAdd(last, folder.Live[last]);
            }
            else
            {
                var content = new Content();
                content.Append(bytes);
                content.Sync();
                folder.Live[last] = folder.Durable[last] = content;
            }
        }

        return disk;
    }

    /// <summary>Lets an operation happen.</summary>
    public void Apply(FileOperation operation)
    {
        var (folder, name) = Place(operation.Path);
        switch (operation.Action)
        {
            case FileAction.Create:
                folder.Change(new Change().Set(folder, name, new Content()));
                break;
            case FileAction.Write:
                ((Content)folder.Live[name]).Append(operation.Bytes!);
                break;
            case FileAction.SyncFile:
                ((Content)folder.Live[name]).Sync();
                break;
            case FileAction.SyncFolder:
                (operation.Path == root ? top : (Folder)folder.Live[name]).Sync();
                break;
            case FileAction.Link:
                var (target, alias) = Place(operation.Target!);
                target.Change(new Change().Set(target, alias, folder.Live[name]));
                break;
            case FileAction.Rename:
                var (goal, renamed) = Place(operation.Target!);
                var move = new Change().Set(goal, renamed, folder.Live[name]).Set(folder, name, null);
                goal.Change(move);
                if (goal != folder)
                {
                    folder.Change(move);
                }

                break;
            case FileAction.Delete:
                folder.Change(new Change().Set(folder, name, null));
                break;
            case FileAction.CreateFolder when operation.Path != root && !folder.Live.ContainsKey(name):
                folder.Change(new Change().Set(folder, name, new Folder()));
                break;
            case FileAction.DeleteFolder when folder.Live.TryGetValue(name, out var doomed):
                ((Folder)doomed).Empty();
                folder.Change(new Change().Set(folder, name, null));
                break;
        }
    }

    /// <summary>The files that a power cut leaves now, by their path below the root.</summary>
    public SortedDictionary<string, byte[]> Cut(CutKind kind, SeededRandom random)
    {
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        var luck = kind == CutKind.Any ? random.Below(1001) : 0;
        var kept = new Dictionary<Change, bool>(ReferenceEqualityComparer.Instance);
        Collect(top, "");
        return files;

        bool Survives(Change change) => kind switch
        {
            CutKind.OnlySynced or CutKind.OnlyBytes => false,
            CutKind.Everything or CutKind.OnlyNames => true,
            _ => kept.TryGetValue(change, out var known) ? known : kept[change] = random.PerMille(luck),
        };

        void Collect(Folder folder, string path)
        {
            foreach (var (name, node) in folder.AfterCut(Survives))
            {
                var full = path.Length == 0 ? name : $"{path}/{name}";
                if (node is Folder inner)
                {
                    files[full + "/"] = [];
                    Collect(inner, full);
                }
                else
                {
                    files[full] = ((Content)node).AfterCut(kind, random);
                }
            }
        }
    }

    private (Folder Folder, string Name) Place(string path)
    {
        var parts = Path.GetRelativePath(root, path).Split(Path.DirectorySeparatorChar);
        var folder = top;
        foreach (var part in parts[..^1])
        {
            // A folder that nobody made below the seam was there before.
            if (!folder.Live.TryGetValue(part, out var next))
            {
                folder.Live[part] = folder.Durable[part] = next = new Folder();
            }

            folder = (Folder)next;
        }

        return (folder, parts[^1]);
    }

    private abstract class Node;

    private sealed class Content : Node
    {
        private readonly List<byte> bytes = [];
        private int synced;

        public void Append(byte[] more) => bytes.AddRange(more);

        public void Sync() => synced = bytes.Count;

        public byte[] AfterCut(CutKind kind, SeededRandom random)
        {
            if (kind is CutKind.Everything or CutKind.OnlyBytes || synced == bytes.Count)
            {
                return [.. bytes];
            }

            var left = bytes.GetRange(0, kind == CutKind.Any ? synced + random.Below(bytes.Count - synced + 1) : synced).ToArray();
            for (var at = synced; at < left.Length; at += Sector)
            {
                var sector = left.AsSpan(at, Math.Min(Sector, left.Length - at));
                switch (random.Below(4))
                {
                    case 0:
                        sector.Clear();
                        break;
                    case 1:
                        sector.Fill((byte)random.Below(256));
                        break;
                }
            }

            return left;
        }
    }

    private sealed class Folder : Node
    {
        private readonly List<Change> pending = [];

        public Dictionary<string, Node> Live { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, Node> Durable { get; } = new(StringComparer.Ordinal);

        public void Change(Change change)
        {
            change.Apply(this, Live);
            pending.Add(change);
        }

        public void Sync()
        {
            foreach (var change in pending)
            {
                change.Apply(this, Durable);
            }

            pending.Clear();
        }

        public void Empty()
        {
            foreach (var (name, node) in Live.ToList())
            {
                (node as Folder)?.Empty();
                Change(new Change().Set(this, name, null));
            }
        }

        public Dictionary<string, Node> AfterCut(Func<Change, bool> survives)
        {
            var left = new Dictionary<string, Node>(Durable, StringComparer.Ordinal);
            foreach (var change in pending.Where(survives))
            {
                change.Apply(this, left);
            }

            return left;
        }
    }

    /// <summary>Names that are set or, with null, removed together.</summary>
    private sealed class Change
    {
        private readonly List<(Folder Folder, string Name, Node? Node)> parts = [];

        public Change Set(Folder folder, string name, Node? node)
        {
            parts.Add((folder, name, node));
            return this;
        }

        public void Apply(Folder folder, Dictionary<string, Node> names)
        {
            foreach (var part in parts.Where(p => p.Folder == folder))
            {
                if (part.Node is null)
                {
                    names.Remove(part.Name);
                }
                else
                {
                    names[part.Name] = part.Node;
                }
            }
        }
    }
}

/// <summary>What a power cut spares of what was not synced.</summary>
internal enum CutKind
{
    /// <summary>Nothing.</summary>
    OnlySynced,

    /// <summary>Everything: a killed process.</summary>
    Everything,

    /// <summary>Names, but no bytes: files that are there and empty.</summary>
    OnlyNames,

    /// <summary>Bytes of files whose names were synced.</summary>
    OnlyBytes,

    /// <summary>Any selection, torn.</summary>
    Any,
}
