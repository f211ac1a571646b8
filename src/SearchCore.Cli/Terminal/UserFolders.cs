namespace SearchCore.Cli.Terminal;

/// <summary>
/// The folders of a person in which the console reads and keeps something (the XDG base directories); null where there is none.
/// </summary>
/// <param name="Settings">Of the start file <c>rc</c>.</param>
/// <param name="Data">Of marks, notes and saved searches.</param>
internal sealed record UserFolders(string? Settings, string? Data)
{
    private const string Name = "searchcore";

    /// <summary>Nothing is read, nothing kept.</summary>
    public static UserFolders None { get; } = new(null, null);

    /// <summary>The console's folder in the one that a variable names, or in the standard one below the person's home.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="below">The standard folder's parts.</param>
    public static string? OfProcess(string variable, params string[] below)
    {
        // An XDG variable with a relative path counts as not set.
        if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } set && Path.IsPathRooted(set))
        {
            return Path.Combine(set, Name);
        }

        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return home.Length == 0 ? null : Path.Combine([home, .. below, Name]);
    }
}
