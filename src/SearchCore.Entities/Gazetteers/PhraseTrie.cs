namespace SearchCore.Entities.Gazetteers;

/// <summary>Phrases as paths of term ids; a path's end holds an entry number.</summary>
/// <remarks>
/// First words are found by array, later ones by one open hash table of (node, term) pairs. Filled by one thread, then read by any number.
/// </remarks>
internal sealed class PhraseTrie
{
    private int[] firstNodes = [];
    private int[] entries = new int[1 << 15];
    private long[] edges = new long[1 << 16];
    private int[] targets = new int[1 << 16];
    private int nodes = 1;
    private int edgeCount;

    public PhraseTrie() => entries.AsSpan().Fill(-1);

    /// <summary>The node after a phrase's first word, or 0.</summary>
    public int First(int term) => (uint)term < (uint)firstNodes.Length ? firstNodes[term] : 0;

    /// <summary>The node after a further word, or 0.</summary>
    public int Next(int node, int term)
    {
        if (term < 0)
        {
            return 0;
        }

        var edge = Edge(node, term);
        var mask = edges.Length - 1;
        for (var slot = Slot(edge, mask); edges[slot] != 0; slot = (slot + 1) & mask)
        {
            if (edges[slot] == edge)
            {
                return targets[slot];
            }
        }

        return 0;
    }

    /// <summary>The entry that ends at a node, or -1.</summary>
    public int Entry(int node) => entries[node];

    /// <summary>The node at the end of the phrase, made where it is new.</summary>
    public int Add(ReadOnlySpan<int> terms)
    {
        var first = terms[0];
        if (first >= firstNodes.Length)
        {
            Array.Resize(ref firstNodes, Math.Max(first + 1, Math.Max(1 << 15, firstNodes.Length * 2)));
        }

        var node = firstNodes[first] != 0 ? firstNodes[first] : firstNodes[first] = NewNode();
        foreach (var term in terms[1..])
        {
            var next = Next(node, term);
            if (next == 0)
            {
                next = NewNode();
                AddEdge(Edge(node, term), next);
            }

            node = next;
        }

        return node;
    }

    public void SetEntry(int node, int entry) => entries[node] = entry;

    private static long Edge(int node, int term) => ((long)node << 32) | (uint)(term + 1);

    private static int Slot(long edge, int mask) => (int)((ulong)(edge * unchecked((long)0x9E3779B97F4A7C15UL)) >> 33) & mask;

    private int NewNode()
    {
        if (nodes == entries.Length)
        {
            Array.Resize(ref entries, nodes * 2);
            entries.AsSpan(nodes).Fill(-1);
        }

        return nodes++;
    }

    private void AddEdge(long edge, int target)
    {
        if (++edgeCount * 2 > edges.Length)
        {
            var (oldEdges, oldTargets) = (edges, targets);
            edges = new long[oldEdges.Length * 2];
            targets = new int[edges.Length];
            for (var i = 0; i < oldEdges.Length; i++)
            {
                if (oldEdges[i] != 0)
                {
                    Insert(oldEdges[i], oldTargets[i]);
                }
            }
        }

        Insert(edge, target);
    }

    private void Insert(long edge, int target)
    {
        var mask = edges.Length - 1;
        var slot = Slot(edge, mask);
        while (edges[slot] != 0)
        {
            slot = (slot + 1) & mask;
        }

        edges[slot] = edge;
        targets[slot] = target;
    }
}
