namespace SearchCore.Queries;

/// <summary>A query as a tree of plain data. Every kind of node is a sealed record in this namespace.</summary>
public abstract record QueryNode
{
    private protected QueryNode()
    {
    }
}
