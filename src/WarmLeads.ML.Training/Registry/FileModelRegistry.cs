using System.Text;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training;

/// <summary>Published models in a folder: `models/NAME/VERSION/` with model file and card, and `models/NAME/current`.</summary>
/// <remarks>
/// A version is written beside, read back, and renamed into place; then `current` is replaced. Killed at any moment,
/// a publisher leaves the model in use as it was, and at worst a folder that the next publisher removes.
/// Any number of processes of a machine may share the folder.
/// </remarks>
public sealed class FileModelRegistry(string directory)
{
    /// <summary>The card as JSON, within the folder of a version.</summary>
    public const string CardFileName = "card.json";

    /// <summary>The card as a page, within the folder of a version.</summary>
    public const string CardPageName = "card.html";

    const int LongestName = 100;

    /// <summary>The folder of all models; it need not exist before the first publish.</summary>
    public string DirectoryPath => directory;

    /// <summary>Names that have a published version, in ordinal order.</summary>
    public IReadOnlyList<string> Names() => !Directory.Exists(directory) ? [] :
    [
        .. Directory.EnumerateDirectories(directory)
            .Select(folder => Path.GetFileName(folder))
            .Where(name => IsName(name) && FolderOf(name).Newest() > 0)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>All versions of a name, oldest first; empty when the name is unknown. No card is looked at.</summary>
    public IReadOnlyList<string> VersionsOf(string name) => IsName(name) ? FolderOf(name).Versions() : [];

    /// <summary>Cards of all versions of a name, oldest first; empty when the name is unknown.</summary>
    /// <exception cref="InvalidDataException">A card is damaged.</exception>
    public IReadOnlyList<ModelCard> Versions(string name) =>
        !IsName(name) ? [] : [.. FolderOf(name).Versions().Select(version => ReadCard(name, version))];

    /// <summary>The card of a version; null when there is no such version.</summary>
    /// <exception cref="InvalidDataException">The card is damaged.</exception>
    public ModelCard? FindCard(string name, string version) =>
        IsName(name) && FolderOf(name).Versions().Contains(version, StringComparer.Ordinal) ? ReadCard(name, version) : null;

    /// <summary>The version in use; null when the name is unknown.</summary>
    /// <exception cref="InvalidDataException">`current` names a version that is not there.</exception>
    public string? FindCurrentVersion(string name) => IsName(name) ? FolderOf(name).Current() : null;

    /// <summary>The folder of the version in use, which <see cref="ConversionModel.Load"/> takes; null when the name is unknown.</summary>
    /// <exception cref="InvalidDataException">`current` names a version that is not there.</exception>
    public string? FindCurrentFolder(string name) =>
        FindCurrentVersion(name) is { } version ? FolderOf(name).FolderOf(version) : null;

    /// <summary>Puts a published version into use, also an older one.</summary>
    /// <exception cref="FileNotFoundException">There is no such version.</exception>
    /// <exception cref="InvalidDataException">Its model file is damaged.</exception>
    /// <exception cref="InvalidOperationException">A version is being published at this moment.</exception>
    public void MakeCurrent(string name, string version)
    {
        if (FindCard(name, version) is null)
        {
            IReadOnlyList<string> versions = IsName(name) ? FolderOf(name).Versions() : [];
            throw new FileNotFoundException($"Model '{name}' has no version '{version}'; {ModelFolder.Offer(versions)}");
        }

        var folder = FolderOf(name);
        using var taken = RegistryLock.TryTake(folder.Path) ?? throw new InvalidOperationException(
            $"A version of model '{name}' is being published at this moment; try again when that has ended.");
        ConversionModel.Load(folder.FolderOf(version));
        folder.SetCurrent(version);
    }

    /// <summary>Refuses what is not a model name: a training may ask before it starts.</summary>
    /// <exception cref="ArgumentException">The name is not one.</exception>
    public static string CheckName(string name) => IsName(name)
        ? name
        : throw new ArgumentException(
            $"'{name}' is not a model name; use 1 to {LongestName} letters, digits, '-' and '_' only.");

    /// <summary>Reserves the next version of a name. A training that reserves before it starts cannot overtake a newer one at its end.</summary>
    /// <exception cref="ArgumentException">The name is not one.</exception>
    public async Task<ModelReservation> ReserveAsync(string name, CancellationToken stop)
    {
        var folder = FolderOf(CheckName(name));
        using var taken = await RegistryLock.TakeAsync(folder.Path, stop);
        return new ModelReservation(name, folder.Reserve());
    }

    /// <summary>Publishes a model as the next version of its name and puts it into use.</summary>
    /// <param name="trained">The model with its card; version and hash are filled in here.</param>
    /// <param name="renderPage">Makes the card's page.</param>
    /// <param name="stop">Stops before anything is visible.</param>
    /// <exception cref="ArgumentException">The name is not one.</exception>
    public async Task<PublishedModel> PublishAsync(
        TrainedModel trained, Func<ModelCard, CancellationToken, Task<string>> renderPage, CancellationToken stop)
    {
        var folder = FolderOf(CheckName(trained.Card.Name));
        using var taken = await RegistryLock.TakeAsync(folder.Path, stop);
        return await WriteAsync(folder, new ModelReservation(trained.Card.Name, folder.Reserve()), trained, renderPage, stop);
    }

    /// <summary>Publishes a model under a version reserved before, and puts it into use.</summary>
    /// <param name="reservation">The version.</param>
    /// <param name="trained">The model with its card; name, version and hash are filled in here.</param>
    /// <param name="renderPage">Makes the card's page.</param>
    /// <param name="stop">Stops before anything is visible.</param>
    /// <exception cref="InvalidOperationException">A version that was reserved later is published already.</exception>
    public async Task<PublishedModel> PublishAsync(
        ModelReservation reservation, TrainedModel trained, Func<ModelCard, CancellationToken, Task<string>> renderPage,
        CancellationToken stop)
    {
        var folder = FolderOf(CheckName(reservation.Name));
        using var taken = await RegistryLock.TakeAsync(folder.Path, stop);
        if (folder.Newest() is var newest && newest >= reservation.Number)
        {
            throw new InvalidOperationException(
                $"Model '{reservation.Name}': version {reservation.Version} comes too late, version {newest:0000} is published already; train again.");
        }

        return await WriteAsync(folder, reservation, trained, renderPage, stop);
    }

    async Task<PublishedModel> WriteAsync(
        ModelFolder folder, ModelReservation reservation, TrainedModel trained,
        Func<ModelCard, CancellationToken, Task<string>> renderPage, CancellationToken stop)
    {
        var writing = folder.StartWriting(reservation.Version);
        try
        {
            var model = trained.Model.WithVersion(reservation.Name, reservation.Version);
            ModelFolder.WriteFile(Path.Combine(writing, ConversionModel.FileName), model.ToBytes());

            // What cannot be read back is not published.
            model = ConversionModel.Load(writing);
            var card = trained.Card with { Name = reservation.Name, Version = reservation.Version, Hash = model.Hash };
            ModelFolder.WriteFile(Path.Combine(writing, CardFileName), Encoding.UTF8.GetBytes(ModelCardJson.Write(card)));
            var page = await renderPage(card, stop);
            ModelFolder.WriteFile(Path.Combine(writing, CardPageName), Encoding.UTF8.GetBytes(page));
            stop.ThrowIfCancellationRequested();

            var final = folder.FolderOf(reservation.Version);
            Directory.Move(writing, final);
            folder.SetCurrent(reservation.Version);
            return new PublishedModel(model, card, final);
        }
        finally
        {
            if (Directory.Exists(writing))
                Directory.Delete(writing, recursive: true);
        }
    }

    ModelCard ReadCard(string name, string version)
    {
        var file = Path.Combine(FolderOf(name).FolderOf(version), CardFileName);
        if (!File.Exists(file))
            throw new InvalidDataException($"Model '{name}' version {version} has no card ('{file}' is missing); remove its folder or publish the model again.");
        var card = ModelCardJson.Read(File.ReadAllText(file), $"'{file}'");
        return card.Name == name && card.Version == version
            ? card
            : throw new InvalidDataException(
                $"'{file}' is the card of model '{card.Name}' version {card.Version}; put it back where it belongs.");
    }

    ModelFolder FolderOf(string name) => new(Path.Combine(directory, name));

    static bool IsName(string name) =>
        name.Length is > 0 and <= LongestName && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
