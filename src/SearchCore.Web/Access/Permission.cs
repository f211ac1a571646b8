namespace SearchCore.Web.Access;

/// <summary>What somebody may do in a collection.</summary>
internal enum Permission
{
    Read,
    Export,
    Ingest,
    Delete,
    Snapshot,
    Restore,
}
