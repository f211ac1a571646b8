using SkiaSharp;

namespace SearchCore.Plot;

/// <summary>
/// The fonts of this machine, asked for characters. Windows and macOS say which font has one; of Linux the drawing library has a flavour
/// that needs nothing of the system and does not know its fonts either, so their folders are looked through, and only where it comes to
/// that.
/// </summary>
internal sealed class MachineFonts : IDisposable
{
    private static readonly string[] Endings = [".ttf", ".otf", ".ttc"];

    private readonly List<SKTypeface> opened = [];
    private Queue<string>? files;

    /// <summary>A font that has a character; null where none has it.</summary>
    public SKTypeface? Find(int character)
    {
        if (opened.FirstOrDefault(f => f.GetGlyph(character) != 0) is { } known)
        {
            return known;
        }

        if (SKFontManager.Default.MatchCharacter(character) is { } told)
        {
            opened.Add(told);
            return told;
        }

        files ??= OperatingSystem.IsLinux() ? new(Files()) : [];
        while (files.TryDequeue(out var file))
        {
            if (SKTypeface.FromFile(file) is { } face)
            {
                opened.Add(face);
                if (face.GetGlyph(character) != 0)
                {
                    return face;
                }
            }
        }

        return null;
    }

    public void Dispose() => opened.ForEach(f => f.Dispose());

    // Plain letters first: of many fonts of a script any would do, and a decorated one would be odd.
    private static IEnumerable<string> Files()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var quiet = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true };
        string[] folders =
            ["/usr/share/fonts", "/usr/local/share/fonts", Path.Combine(home, ".local/share/fonts"), Path.Combine(home, ".fonts")];
        return folders.Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", quiet))
            .Where(file => Endings.Contains(Path.GetExtension(file).ToLowerInvariant()))
            .OrderBy(file => Path.GetFileName(file) is var name && name.Contains("Sans", StringComparison.Ordinal)
                && !name.Contains("Mono", StringComparison.Ordinal) ? 0 : 1)
            .ThenBy(file => file.Contains("Regular", StringComparison.Ordinal) ? 0 : 1)
            .ThenBy(file => file, StringComparer.Ordinal);
    }
}
